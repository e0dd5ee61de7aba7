// Between what a person enters for a question and what the server is told. Pure.
// Must not judge answers medically: only whether they are whole and within the question's limits.
import type { AnswerValue, IntakeInput, PatientFacts, Question } from '../api/types.ts';
import type { MessageKey } from '../i18n/text.ts';

export type DurationUnit = 'days' | 'weeks' | 'months' | 'years';

/** As entered, so that Back shows it unchanged: `list` for check boxes, `text` for all else. */
export interface Entry {
  text?: string;
  list?: string[];
  unit?: DurationUnit;
  day?: string;
  month?: string;
  year?: string;
}

export const kNone = 'absent';
export const kNotSure = 'unknown';

/** Average lengths of the calendar, so that three months are never shorter than 90 days. */
const kDaysPer: Record<DurationUnit, number> = { days: 1, weeks: 7, months: 30.44, years: 365.25 };

export type Checked<T> = { ok: true; value: T } | { ok: false; fault: MessageKey; limit?: number };

/** Whole days; parts of a day are kept, for what began today. */
export function durationDays(amount: number, unit: DurationUnit): number {
  const days = amount * kDaysPer[unit];
  return days < 2 ? Math.round(days * 100) / 100 : Math.round(days);
}

/** "1,5" and "1.5" both; null when it is no plain number. */
export function numberOf(text: string | undefined): number | null {
  const plain = (text ?? '').trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** A civil date from three fields, or the fault that says what to mend. */
export function dateOf(entry: Entry, today: string): Checked<string> {
  const [day, month, year] = [numberOf(entry.day), numberOf(entry.month), numberOf(entry.year)];
  if (day === null && month === null && year === null) return { ok: false, fault: 'date.missing' };
  if (day === null) return { ok: false, fault: 'date.noDay' };
  if (month === null) return { ok: false, fault: 'date.noMonth' };
  if (year === null || year < 1000 || year > 9999) return { ok: false, fault: 'date.noYear' };
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real) return { ok: false, fault: 'date.notReal' };
  const text = date.toISOString().slice(0, 10);
  return text > today ? { ok: false, fault: 'date.future' } : { ok: true, value: text };
}

/** Options with their values as text; `inputOf` turns them back where a fact is no text. */
export function optionsOf(question: Question): { value: string; text: string }[] {
  return (question.options ?? []).map(({ value, text }) => ({ value: String(value), text }));
}

function within(value: number, question: Question): Checked<AnswerValue> {
  const { min, max } = question;
  if (min != null && value < min) return { ok: false, fault: 'patient.fault.min', limit: min };
  if (max != null && value > max) return { ok: false, fault: 'patient.fault.max', limit: max };
  return { ok: true, value };
}

/** The answer's value on the wire, in the words of the question's kind. */
export function checkedValue(
  question: Question,
  entry: Entry,
  today: string,
): Checked<AnswerValue> {
  const missing = { ok: false, fault: 'patient.fault.choose' } as const;
  const text = entry.text?.trim() ?? '';
  if (text === kNotSure) return { ok: true, value: kNotSure };
  switch (question.kind) {
    case 'group':
    case 'multi_choice': {
      if (text === kNone) return { ok: true, value: kNone };
      const list = entry.list ?? [];
      return list.length > 0
        ? { ok: true, value: list }
        : { ...missing, fault: 'patient.fault.group' };
    }
    case 'duration': {
      const amount = numberOf(text);
      if (amount === null) return { ok: false, fault: 'patient.fault.duration' };
      if (!entry.unit) return { ok: false, fault: 'patient.fault.unit' };
      return within(durationDays(amount, entry.unit), question);
    }
    case 'integer': {
      const amount = numberOf(text);
      if (amount === null || !Number.isInteger(amount)) {
        return { ok: false, fault: 'patient.fault.integer' };
      }
      return within(amount, question);
    }
    case 'severity':
      return text === '' ? missing : within(Number(text), question);
    case 'date':
      return dateOf(entry, today);
    default:
      return text === '' ? missing : { ok: true, value: text };
  }
}

function truthOf(value: AnswerValue): boolean | null {
  if (value === 'present' || value === 'true') return true;
  return value === 'absent' || value === 'false' ? false : null;
}

/** Where the value goes: `answer_at` names a fact of the patient, else it is an answer by id. */
export function inputOf(question: Question, value: AnswerValue): IntakeInput {
  const fact = /^\/patient\/(\w+)$/.exec(question.answer_at ?? '')?.[1];
  if (!fact) return { answers: { [question.id]: value } };
  const told = fact === 'pregnant' ? truthOf(value) : value;
  return { patient: { [fact]: told } as PatientFacts };
}

/** What the person would see ticked: their own entry, else what their words already said. */
export function prefilled(
  question: Question,
  entry: Entry | undefined,
  present: ReadonlySet<string>,
): Entry {
  if (entry) return entry;
  if (question.kind !== 'group') return {};
  const list = optionsOf(question)
    .map((each) => each.value)
    .filter((id) => present.has(id));
  return list.length > 0 ? { list } : {};
}

/** Several answers as one message. */
export function joined(parts: readonly IntakeInput[]): IntakeInput {
  const input: IntakeInput = {};
  for (const { patient, answers } of parts) {
    if (patient) input.patient = { ...input.patient, ...patient };
    if (answers) input.answers = { ...input.answers, ...answers };
  }
  return input;
}
