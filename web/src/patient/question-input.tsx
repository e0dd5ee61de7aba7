// The input that fits a question's kind, under the question as its legend or label.
// Must not send or check anything.
import type { ComponentChildren } from 'preact';
import type { Question } from '../api/types.ts';
import { type MessageKey, t } from '../i18n/text.ts';
import { Choice, DateFields, FaultText } from '../ui/fields.tsx';
import { type DurationUnit, type Entry, kNone, kNotSure, optionsOf } from './answers.ts';

interface Props {
  /** Unlike for each question of a page. */
  id: string;
  /** Alone on its page, the question is the page's heading. */
  alone: boolean;
  question: Question;
  entry: Entry;
  fault: string | undefined;
  note: string | undefined;
  onEntry: (entry: Entry) => void;
}

function Heading({ question, alone }: Pick<Props, 'question' | 'alone'>) {
  return alone ? <h1 tabIndex={-1}>{question.text}</h1> : <h2>{question.text}</h2>;
}

function Below({ id, question, fault, note }: Omit<Props, 'entry' | 'onEntry'>) {
  return (
    <>
      {question.help && (
        <p class="hint" id={`${id}-help`}>
          {question.help}
        </p>
      )}
      {note && <p class="hint">{note}</p>}
      <FaultText id={id} text={fault} />
    </>
  );
}

function describedBy({ id, question, fault }: Props): string | undefined {
  const ids = [question.help ? `${id}-help` : '', fault ? `${id}-fault` : ''].filter(Boolean);
  return ids.join(' ') || undefined;
}

function Group(props: Props & { children: ComponentChildren }) {
  return (
    <fieldset id={props.id} class="stack ask" aria-describedby={describedBy(props)}>
      <legend>
        <Heading {...props} />
      </legend>
      <Below {...props} />
      {props.children}
    </fieldset>
  );
}

/** So many characters fit beside each other on a phone. */
const kShort = 22;

function Radios(props: Props & { options: { value: string; text: string }[]; pair?: boolean }) {
  const { entry, onEntry, options } = props;
  const short = options.length > 3 && options.every(({ text }) => text.length <= kShort);
  const form = props.pair ? 'yesno' : short ? 'many' : 'joined';
  return (
    <Group {...props}>
      <div class={`choices ${form}`}>
        {options.map(({ value, text }, index) => (
          <Choice
            key={value}
            id={`${props.id}-${index}`}
            name={props.id}
            type="radio"
            label={text}
            checked={entry.text === value}
            onPick={() => onEntry({ text: value })}
          />
        ))}
      </div>
    </Group>
  );
}

function CheckBoxes(props: Props & { none: boolean }) {
  const { id, question, entry, onEntry } = props;
  const list = entry.list ?? [];
  const toggle = (value: string) => {
    const rest = list.filter((each) => each !== value);
    onEntry({ list: rest.length < list.length ? rest : [...list, value] });
  };
  const box = (name: string, value: string, text: string, checked: boolean, pick: () => void) => (
    <Choice
      key={value}
      id={`${id}-${name}`}
      name={id}
      type="checkbox"
      label={text}
      checked={checked}
      onPick={pick}
    />
  );
  // Either of these speaks of the whole list: it takes the ticks away, and a tick takes it away.
  const alone = (value: string, text: MessageKey) =>
    box(value, value, t(text), entry.text === value, () =>
      onEntry(entry.text === value ? {} : { text: value }),
    );
  const options = optionsOf(question);
  return (
    <Group {...props}>
      <div class={question.kind === 'multi_choice' ? 'choices many' : 'choices joined'}>
        {options.map(({ value, text }, index) =>
          box(String(index), value, text, list.includes(value), () => toggle(value)),
        )}
      </div>
      <div class="choices pair whole">
        {props.none && alone(kNone, 'patient.question.none')}
        {alone(kNotSure, 'patient.question.notSure')}
      </div>
    </Group>
  );
}

function NotSure({ id, entry, onEntry }: Pick<Props, 'id' | 'entry' | 'onEntry'>) {
  return (
    <Choice
      id={`${id}-unsure`}
      name={`${id}-unsure`}
      type="checkbox"
      label={t('patient.question.notSure')}
      checked={entry.text === kNotSure}
      onPick={() => onEntry(entry.text === kNotSure ? {} : { text: kNotSure })}
    />
  );
}

const kUnits: DurationUnit[] = ['days', 'weeks', 'months', 'years'];

function Duration(props: Props) {
  const { id, entry, onEntry, fault } = props;
  const amount = entry.text === kNotSure ? '' : (entry.text ?? '');
  return (
    <Group {...props}>
      <div class={fault ? 'field faulty' : 'field'}>
        <label class="label" for={`${id}-amount`}>
          {t('patient.question.howLong')}
        </label>
        <input
          class="input digits5"
          id={`${id}-amount`}
          inputMode="decimal"
          autocomplete="off"
          value={amount}
          onInput={(event) => onEntry({ ...entry, text: event.currentTarget.value })}
        />
      </div>
      <div class="choices quad">
        {kUnits.map((unit) => (
          <Choice
            key={unit}
            id={`${id}-${unit}`}
            name={`${id}-unit`}
            type="radio"
            label={t(`patient.question.${unit}` as MessageKey)}
            checked={entry.unit === unit}
            onPick={() => onEntry({ text: amount, unit })}
          />
        ))}
      </div>
      <p class="or">{t('patient.question.or')}</p>
      <div class="choices">
        <NotSure {...props} />
      </div>
    </Group>
  );
}

function Severity(props: Props) {
  const { question, entry, onEntry } = props;
  const least = question.min ?? 0;
  const most = question.max ?? 10;
  const marks = Array.from({ length: most - least + 1 }, (_, index) => String(least + index));
  return (
    <Group {...props}>
      <div class="scale">
        {marks.map((mark) => (
          <Choice
            key={mark}
            id={`${props.id}-${mark}`}
            name={props.id}
            type="radio"
            label={mark}
            checked={entry.text === mark}
            onPick={() => onEntry({ text: mark })}
          />
        ))}
      </div>
      <p class="scale-ends small soft">
        <span>
          {least} = {t('patient.question.least')}
        </span>
        <span>
          {most} = {t('patient.question.most')}
        </span>
      </p>
      <div class="choices">
        <NotSure {...props} />
      </div>
    </Group>
  );
}

function Whole(props: Props) {
  const { question, entry, fault, onEntry } = props;
  const fact = Boolean(question.answer_at);
  return (
    <div class="stack ask">
      <label for={props.id} class="question-label">
        <Heading {...props} />
      </label>
      <Below {...props} />
      <div class={fault ? 'field faulty' : 'field'}>
        <input
          class="input digits4"
          id={props.id}
          inputMode="numeric"
          autocomplete="off"
          value={entry.text === kNotSure ? '' : (entry.text ?? '')}
          aria-describedby={describedBy(props)}
          aria-invalid={fault ? 'true' : undefined}
          onInput={(event) => onEntry({ text: event.currentTarget.value })}
        />
      </div>
      {!fact && (
        <div class="choices">
          <NotSure {...props} />
        </div>
      )}
    </div>
  );
}

export function QuestionInput(props: Props) {
  const { question, entry, fault, onEntry } = props;
  const options = optionsOf(question);
  const unsure = { value: kNotSure, text: t('patient.question.notSure') };
  switch (question.kind) {
    case 'boolean': {
      const yes = { value: 'present', text: t('patient.question.yes') };
      const no = { value: kNone, text: t('patient.question.no') };
      const offered = options.length > 0 ? options : [yes, no, unsure];
      return <Radios {...props} pair options={offered} />;
    }
    case 'choice': {
      const fact = Boolean(question.answer_at);
      const offered = fact || options.some((each) => each.value === kNotSure);
      return <Radios {...props} options={offered ? options : [...options, unsure]} />;
    }
    case 'group':
      return <CheckBoxes {...props} none />;
    case 'multi_choice':
      return <CheckBoxes {...props} none={options.every((each) => each.value !== 'none')} />;
    case 'duration':
      return <Duration {...props} />;
    case 'severity':
      return <Severity {...props} />;
    case 'integer':
      return <Whole {...props} />;
    case 'date':
      return (
        <DateFields
          id={props.id}
          legend={<Heading {...props} />}
          hint={question.help ?? ''}
          fault={fault}
          value={entry}
          onValue={(part) => onEntry({ ...entry, ...part })}
        />
      );
  }
}
