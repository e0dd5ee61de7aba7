// The input that fits a question's kind, under the question as its legend or label.
// Must not send or check anything.
import type { ComponentChildren } from 'preact';
import type { Question } from '../api/types.ts';
import { type MessageKey, t } from '../i18n/text.ts';
import { Choice, DateFields, FaultText } from '../ui/fields.tsx';
import { type DurationUnit, type Entry, kNone, kNotSure, optionsOf } from './answers.ts';

interface Props {
  question: Question;
  entry: Entry;
  fault: string | undefined;
  note: string | undefined;
  onEntry: (entry: Entry) => void;
  /** The whole answer in one tap: kept and sent. */
  onAnswer: (entry: Entry) => void;
}

function Heading({ question }: { question: Question }) {
  return <h1 tabIndex={-1}>{question.text}</h1>;
}

function Below({ question, fault, note }: Omit<Props, 'entry' | 'onEntry' | 'onAnswer'>) {
  return (
    <>
      {question.help && (
        <p class="hint" id="answer-help">
          {question.help}
        </p>
      )}
      {note && <p class="hint">{note}</p>}
      <FaultText id="answer" text={fault} />
    </>
  );
}

function describedBy({ question, fault }: Props): string | undefined {
  const ids = [question.help ? 'answer-help' : '', fault ? 'answer-fault' : ''].filter(Boolean);
  return ids.join(' ') || undefined;
}

function Group(props: Props & { children: ComponentChildren }) {
  return (
    <fieldset id="answer" class="stack" aria-describedby={describedBy(props)}>
      <legend>
        <Heading question={props.question} />
      </legend>
      <Below {...props} />
      {props.children}
    </fieldset>
  );
}

function Radios(props: Props & { options: { value: string; text: string }[]; pair?: boolean }) {
  const { entry, onEntry, options } = props;
  return (
    <Group {...props}>
      <div class={props.pair ? 'choices yesno' : 'choices'}>
        {options.map(({ value, text }, index) => (
          <Choice
            key={value}
            id={`answer-${index}`}
            name="answer"
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
  const { question, entry, onEntry, onAnswer } = props;
  const list = entry.list ?? [];
  const toggle = (value: string) => {
    const rest = list.filter((each) => each !== value);
    onEntry({ list: rest.length < list.length ? rest : [...list, value] });
  };
  const alone = (value: string, text: MessageKey) => (
    <button
      type="button"
      class="button quiet whole"
      aria-pressed={entry.text === value}
      onClick={() => onAnswer({ text: value })}
    >
      {t(text)}
    </button>
  );
  return (
    <Group {...props}>
      {!question.help && <p class="hint">{t('patient.question.tickAll')}</p>}
      <div class="choices">
        {optionsOf(question).map(({ value, text }, index) => (
          <Choice
            key={value}
            id={`answer-${index}`}
            name="answer"
            type="checkbox"
            label={text}
            checked={list.includes(value)}
            onPick={() => toggle(value)}
          />
        ))}
      </div>
      {list.length === 0 && (
        <div class="choices alone">
          {props.none && alone(kNone, 'patient.question.none')}
          {alone(kNotSure, 'patient.question.notSure')}
        </div>
      )}
    </Group>
  );
}

function NotSure({ entry, onEntry }: Pick<Props, 'entry' | 'onEntry'>) {
  return (
    <Choice
      id="answer-unsure"
      name="answer-unsure"
      type="checkbox"
      label={t('patient.question.notSure')}
      checked={entry.text === kNotSure}
      onPick={() => onEntry(entry.text === kNotSure ? {} : { text: kNotSure })}
    />
  );
}

const kUnits: DurationUnit[] = ['days', 'weeks', 'months', 'years'];

function Duration(props: Props) {
  const { entry, onEntry, fault } = props;
  const amount = entry.text === kNotSure ? '' : (entry.text ?? '');
  return (
    <Group {...props}>
      <div class={fault ? 'field faulty' : 'field'}>
        <label class="label" for="answer-amount">
          {t('patient.question.howLong')}
        </label>
        <input
          class="input digits5"
          id="answer-amount"
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
            id={`answer-${unit}`}
            name="answer-unit"
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
            id={`answer-${mark}`}
            name="answer"
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
    <div class="stack">
      <label for="answer" class="question-label">
        <Heading question={question} />
      </label>
      <Below {...props} />
      <div class={fault ? 'field faulty' : 'field'}>
        <input
          class="input digits4"
          id="answer"
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
          id="answer"
          legend={<Heading question={question} />}
          hint={question.help ?? ''}
          fault={fault}
          value={entry}
          onValue={(part) => onEntry({ ...entry, ...part })}
        />
      );
  }
}
