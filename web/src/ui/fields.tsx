// Form parts with their label, hint and fault tied together for assistive technology.
// Must not check anything: faults come in as words and are only shown.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n/text.ts';
import { AlertIcon } from './icons.tsx';

export interface Fault {
  /** The id of the input that the fault is about. */
  field: string;
  text: string;
}

export function faultOf(faults: readonly Fault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.text;
}

export function FaultText({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p class="fault" id={`${id}-fault`}>
      <AlertIcon />
      <span>{text}</span>
    </p>
  );
}

function describedBy(id: string, hint: unknown, fault: unknown): string | undefined {
  const ids = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

interface TextFieldProps {
  id: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string | undefined;
  fault?: string | undefined;
  type?: 'text' | 'tel' | 'email' | 'password';
  autocomplete?: string;
  inputMode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'text';
  wide?: 'digits2' | 'digits4' | 'digits5';
}

export function TextField(props: TextFieldProps) {
  const { id, hint, fault, value } = props;
  return (
    <div class={fault ? 'field faulty' : 'field'}>
      <label class="label" for={id}>
        {props.label}
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <FaultText id={id} text={fault} />
      <input
        class={`input ${props.wide ?? ''}`}
        id={id}
        name={id}
        // One spelling for all text-like types, which the view library's types would each list apart.
        type={(props.type ?? 'text') as 'text'}
        value={value}
        inputMode={props.inputMode}
        autocomplete={props.autocomplete ?? 'off'}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, fault)}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
    </div>
  );
}

interface ChoiceProps {
  id: string;
  name: string;
  type: 'radio' | 'checkbox';
  label: string;
  hint?: string;
  checked: boolean;
  onPick: () => void;
}

/** One radio button or check box; the whole card is the target. */
export function Choice({ id, name, type, label, hint, checked, onPick }: ChoiceProps) {
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={onPick}
      />
      <label for={id}>
        <span>{label}</span>
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

interface DateFieldsProps {
  id: string;
  legend: ComponentChildren;
  hint?: string;
  fault?: string | undefined;
  value: { day?: string; month?: string; year?: string };
  onValue: (part: { day?: string; month?: string; year?: string }) => void;
  birthday?: boolean;
}

/** Three plain fields: people know such dates by heart, so a calendar would only be in the way. */
export function DateFields({ id, legend, hint, fault, value, onValue, birthday }: DateFieldsProps) {
  const part = (name: 'day' | 'month' | 'year', wide: 'digits2' | 'digits4') => (
    <div class={fault ? 'field faulty' : 'field'}>
      <label class="label small" for={`${id}-${name}`}>
        {t(`date.${name}`)}
      </label>
      <input
        class={`input ${wide}`}
        id={`${id}-${name}`}
        name={`${id}-${name}`}
        inputMode="numeric"
        autocomplete={birthday ? (`bday-${name}` as const) : 'off'}
        value={value[name] ?? ''}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onInput={(event) => onValue({ [name]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <fieldset id={id} aria-describedby={describedBy(id, hint, fault)}>
      <legend>{legend}</legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FaultText id={id} text={fault} />
      <div class="dateparts">
        {part('day', 'digits2')}
        {part('month', 'digits2')}
        {part('year', 'digits4')}
      </div>
    </fieldset>
  );
}
