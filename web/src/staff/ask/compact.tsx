// One question in the compact form of the front desk: native controls, one line where it fits.
// Must not send anything.
import type { Question } from '../../api/types.ts';
import { type MessageKey, t } from '../../i18n/text.ts';
import { kAbsent, kUnknown, type Row } from './form.ts';

interface Props {
  id: string;
  question: Question;
  row: Row;
  onRow: (row: Row) => void;
}

function Boxes({ id, question, row, onRow }: Props) {
  const toggle = (value: string) => {
    const rest = row.list.filter((each) => each !== value);
    onRow({ list: rest.length < row.list.length ? rest : [...row.list, value], text: '' });
  };
  const whole = (value: string, label: MessageKey) => (
    <label class="tick whole">
      <input
        type="checkbox"
        checked={row.text === value}
        onInput={() => onRow({ list: [], text: row.text === value ? '' : value })}
      />
      <span>{t(label)}</span>
    </label>
  );
  return (
    <div class="ticks">
      {(question.options ?? []).map(({ value, text }, index) => (
        <label key={String(value)} class="tick">
          <input
            type="checkbox"
            id={index === 0 ? id : undefined}
            checked={row.list.includes(String(value))}
            onInput={() => toggle(String(value))}
          />
          <span>{text}</span>
        </label>
      ))}
      {question.kind === 'group' && whole(kAbsent, 'staff.ask.none')}
      {whole(kUnknown, 'staff.ask.unsure')}
    </div>
  );
}

function Pick({ id, question, row, onRow }: Props) {
  const fact = Boolean(question.answer_at);
  const own = (question.options ?? []).map(({ value, text }) => ({ value: String(value), text }));
  const yesNo = [
    { value: 'present', text: t('staff.ask.yes') },
    { value: kAbsent, text: t('staff.ask.no') },
  ];
  const offered = own.length > 0 ? own : yesNo;
  const all = fact ? offered : [...offered, { value: kUnknown, text: t('staff.ask.unsure') }];
  return (
    <div class="ticks inline">
      {all.map(({ value, text }, index) => (
        <label key={value} class="tick">
          <input
            type="radio"
            id={index === 0 ? id : undefined}
            name={id}
            checked={row.text === value}
            onInput={() => onRow({ list: [], text: value })}
          />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}

function Amount({ id, question, row, onRow }: Props) {
  const unsure = row.text === kUnknown;
  return (
    <div class="row">
      <input
        class="input digits5"
        id={id}
        type="number"
        step="any"
        min={question.min}
        max={question.max}
        aria-label={question.text}
        value={unsure ? '' : row.text}
        onInput={(event) => onRow({ list: [], text: event.currentTarget.value })}
      />
      {question.unit && <span class="soft">{question.unit}</span>}
      {!question.answer_at && (
        <label class="tick">
          <input
            type="checkbox"
            checked={unsure}
            onInput={() => onRow({ list: [], text: unsure ? '' : kUnknown })}
          />
          <span>{t('staff.ask.unsure')}</span>
        </label>
      )}
    </div>
  );
}

export function Compact(props: Props) {
  const { question } = props;
  const boxes = question.kind === 'group' || question.kind === 'multi_choice';
  const pick = question.kind === 'boolean' || question.kind === 'choice';
  return (
    <fieldset class="compact">
      <legend>
        {question.text}
        {question.safety && <span class="badge">{t('staff.ask.safety')}</span>}
      </legend>
      {question.help && <p class="small soft">{question.help}</p>}
      {boxes ? <Boxes {...props} /> : pick ? <Pick {...props} /> : <Amount {...props} />}
    </fieldset>
  );
}
