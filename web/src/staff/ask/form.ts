// Between the compact form of the front desk and the server: one finding at a time, so that any of
// them can be answered in any order. Pure.
import type { AnswerValue, Finding, Intake, IntakeInput, Question } from '../../api/types.ts';

/** As chosen in the form: the ticked boxes of a list, else one text. */
export interface Row {
  list: string[];
  text: string;
}

export const kAbsent = 'absent';
export const kUnknown = 'unknown';

/** The state in which a list or a question stands now. */
export function rowOf(question: Question, findings: readonly Finding[]): Row {
  const known = new Map(findings.map((each) => [each.id, each]));
  if (question.kind === 'group') {
    const states = (question.options ?? []).map(({ value }) => known.get(String(value))?.state);
    const list = (question.options ?? [])
      .map(({ value }) => String(value))
      .filter((id) => known.get(id)?.state === 'present');
    const whole = (state: string) => list.length === 0 && states.every((each) => each === state);
    return { list, text: whole('absent') ? kAbsent : whole('unknown') ? kUnknown : '' };
  }
  const found = known.get(question.id);
  if (!found) return { list: [], text: '' };
  if (Array.isArray(found.value)) return { list: found.value, text: '' };
  if (typeof found.value === 'number') return { list: [], text: String(found.value) };
  return { list: [], text: found.state };
}

/** What is sent; null when the row says nothing. Each box of a list is answered by itself. */
export function inputOfRow(question: Question, row: Row): IntakeInput | null {
  const ids = (question.options ?? []).map(({ value }) => String(value));
  if (question.kind === 'group') {
    if (row.list.length === 0 && row.text === '') return null;
    const rest = row.text === kUnknown ? kUnknown : kAbsent;
    const answers = ids.map((id) => [id, row.list.includes(id) ? 'present' : rest]);
    return { answers: Object.fromEntries(answers) };
  }
  if (question.kind === 'multi_choice' && row.list.length > 0) {
    return { answers: { [question.id]: row.list } };
  }
  const text = row.text.trim();
  if (text === '') return null;
  const fact = /^\/patient\/(\w+)$/.exec(question.answer_at ?? '')?.[1];
  const numeric = ['integer', 'duration', 'severity'].includes(question.kind);
  const value: AnswerValue = numeric && text !== kUnknown ? Number(text.replace(',', '.')) : text;
  if (!fact) return { answers: { [question.id]: value } };
  if (fact !== 'pregnant') return { patient: { [fact]: value } };
  return { patient: { pregnant: text === 'null' ? null : text === 'true' } };
}

export type GroupState = 'open' | 'next' | 'part' | 'done';

/** Where a group stands: asked next, still of use, partly or wholly answered. */
export function stateOf(questions: readonly Question[], intake: Intake): GroupState {
  const ids = questions.flatMap((each) =>
    each.kind === 'group' ? (each.options ?? []).map(({ value }) => String(value)) : [each.id],
  );
  const known = new Set(intake.findings.map((each) => each.id));
  const asked = intake.questions.filter(
    (each) =>
      questions.some((mine) => mine.id === each.id) ||
      (each.options ?? []).some(({ value }) => ids.includes(String(value))) ||
      ids.includes(each.id),
  );
  if (asked.some((each) => each.page === 1)) return 'next';
  const answered = ids.filter((id) => known.has(id)).length;
  if (questions.every((each) => each.answer_at)) return asked.length > 0 ? 'open' : 'done';
  if (answered === 0) return 'open';
  return answered < ids.length ? 'part' : 'done';
}
