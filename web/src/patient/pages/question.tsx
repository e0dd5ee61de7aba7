// One page of the dialogue: a few questions that are answered together, whatever their kinds.
import { useMemo, useState } from 'preact/hooks';
import { faultsByField, Problem } from '../../api/problem.ts';
import type { IntakeInput, Question } from '../../api/types.ts';
import { t } from '../../i18n/text.ts';
import type { Fault } from '../../ui/fields.tsx';
import { ErrorSummary, Page } from '../../ui/page.tsx';
import { useTask } from '../../ui/task.ts';
import { submitPage, todayIn } from '../actions.ts';
import {
  checkedValue,
  type Entry,
  inputOf,
  joined,
  kNone,
  optionsOf,
  prefilled,
} from '../answers.ts';
import { useDirectory, zoneOf } from '../directory.ts';
import {
  type AskedPage,
  afterAnswer,
  type Flow,
  pageCount,
  presentFindings,
  understood,
} from '../flow.ts';
import { Submit, Trouble, WhatWeRead } from '../parts.tsx';
import { QuestionInput } from '../question-input.tsx';
import { go, hasMoved } from '../router.ts';
import { setFlow, useFlow } from '../store.ts';

function Progress({ number, total }: { number: number; total: number }) {
  return (
    <div class="progress-text soft">
      <p>{t('patient.question.page', { number, total })}</p>
      <div class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * number) / total}%` }} />
      </div>
    </div>
  );
}

interface Props {
  number: number;
  page: AskedPage;
}

export function QuestionPage({ number, page }: Props) {
  const flow = useFlow();
  const directory = useDirectory();
  const [typed, setTyped] = useState<Record<string, Entry>>({});
  const [faults, setFaults] = useState<Fault[]>([]);
  const task = useTask();

  const { questions } = page;
  const [only] = questions.length === 1 ? questions : [];
  const title = only?.text ?? page.title ?? t('patient.question.more');
  const fieldOf = (index: number) => `q${index + 1}`;
  const present = presentFindings(flow);
  const entries = Object.fromEntries(
    questions.map((each) => [
      each.id,
      typed[each.id] ?? prefilled(each, flow.entries[each.id], present),
    ]),
  );

  // The same list until the next try: a new one would call the focus back at each answer.
  const summary = useMemo(() => named(faults, page, fieldOf), [faults]);

  const submit = (event: Event) => {
    event.preventDefault();
    task.clear();
    const parts: IntakeInput[] = [];
    const wrong: Fault[] = [];
    questions.forEach((question, index) => {
      const entry = entries[question.id] ?? {};
      const checked = checkedValue(question, entry, todayIn(zoneOf(directory)));
      if (checked.ok) parts.push(inputOf(question, checked.value), denied(question, entry, flow));
      else {
        const args = checked.limit === undefined ? {} : { limit: checked.limit };
        wrong.push({ field: fieldOf(index), text: t(checked.fault, args) });
      }
    });
    setFaults(wrong);
    if (wrong.length > 0) return;
    task.run(async () => {
      try {
        const next = await submitPage(number, page, entries, joined(parts));
        const route = afterAnswer(next, number);
        if (route.page === 'result') setFlow((now) => ({ ...now, changing: false }));
        go(route);
      } catch (error) {
        const refused = faultsFor(error, page, fieldOf);
        if (refused.length === 0) throw error;
        setFaults(refused);
      }
    });
  };

  return (
    <Page title={title} focus={hasMoved()} class="question">
      <div class="stack">
        <Progress number={number} total={Math.max(number, pageCount(flow))} />
        {!only && <h1 tabIndex={-1}>{title}</h1>}
        {!only && page.why && <p class="soft">{page.why}</p>}
        {number === 1 && <p class="small">{t('patient.question.intro')}</p>}
        <form class="stack form" noValidate onSubmit={submit}>
          <ErrorSummary faults={summary} />
          <Trouble error={task.error} />
          {questions.map((question, index) => {
            const field = fieldOf(index);
            const entry = entries[question.id] ?? {};
            const fromWords =
              !typed[question.id] && !flow.entries[question.id] && (entry.list?.length ?? 0) > 0;
            return (
              <section key={question.id} class={only ? 'stack' : 'stack card'}>
                <QuestionInput
                  id={field}
                  alone={only !== undefined}
                  question={question}
                  entry={entry}
                  fault={faults.find((each) => each.field === field)?.text}
                  note={fromWords ? t('patient.read.ticked') : undefined}
                  onEntry={(given) => setTyped((now) => ({ ...now, [question.id]: given }))}
                />
                {question.why && (
                  <details>
                    <summary>{t('patient.question.why')}</summary>
                    <p class="why">{question.why}</p>
                  </details>
                )}
              </section>
            );
          })}
          <Submit busy={task.busy}>{t('patient.continue')}</Submit>
        </form>
      </div>
      <WhatWeRead flow={flow} open={number === 1} />
    </Page>
  );
}

/** "None of these" is meant of the boxes that came ticked from the words, too: each is taken back. */
function denied(question: Question, entry: Entry, flow: Flow): IntakeInput {
  if (question.kind !== 'group' || entry.text !== kNone) return {};
  const shown = optionsOf(question).map((each) => each.value);
  const wrong = understood(flow).filter((each) => shown.includes(each.id));
  return { answers: Object.fromEntries(wrong.map((each) => [each.id, kNone])) };
}

/** In the summary, many faults say the same: there each also names its question. */
function named(faults: Fault[], { questions }: AskedPage, fieldOf: (index: number) => string) {
  if (questions.length === 1) return faults;
  return faults.map(({ field, text }) => {
    const question = questions.find((_, index) => fieldOf(index) === field);
    return { field, text: `${question?.text ?? ''} ${text}` };
  });
}

function faultsFor(
  error: unknown,
  { questions }: AskedPage,
  fieldOf: (index: number) => string,
): Fault[] {
  if (!(error instanceof Problem) || error.slug !== 'invalid-input') return [];
  const places = questions.map((each, index) => [
    each.answer_at ?? `/answers/${each.id}`,
    fieldOf(index),
  ]);
  const { known } = faultsByField(error, Object.fromEntries(places));
  return Object.entries(known).map(([field, text]) => ({ field, text }));
}
