// One question of the dialogue, whatever its kind.
import { useState } from 'preact/hooks';
import { faultsByField, Problem } from '../../api/problem.ts';
import type { Question } from '../../api/types.ts';
import { t } from '../../i18n/text.ts';
import type { Fault } from '../../ui/fields.tsx';
import { ErrorSummary, Page } from '../../ui/page.tsx';
import { useTask } from '../../ui/task.ts';
import { submitAnswer, todayIn } from '../actions.ts';
import { checkedValue, type Entry, prefilled } from '../answers.ts';
import { useDirectory, zoneOf } from '../directory.ts';
import { afterAnswer, type Flow, openQuestion, presentFindings } from '../flow.ts';
import { OwnWords, Submit, Trouble } from '../parts.tsx';
import { QuestionInput } from '../question-input.tsx';
import { go, hasMoved } from '../router.ts';
import { setFlow, useFlow } from '../store.ts';

function Progress({ flow, number, question }: Props & { flow: Flow }) {
  const open = flow.latest?.questions ?? [];
  const fresh = open.filter((each) => !flow.asked.some((past) => past.id === each.id));
  const ahead = Math.max(0, flow.asked.length + fresh.length - number);
  const all = [...flow.asked.slice(0, number - 1), question, ...flow.asked.slice(number)];
  const safety = (list: Question[]) => list.filter((each) => each.safety).length;
  const unseen = fresh.filter((each) => each.id !== question.id);
  const text = question.safety
    ? t('patient.question.safety', {
        number: safety(all.slice(0, number)),
        total: safety([...all, ...unseen]),
      })
    : `${t('patient.question.number', { number })} · ${t('patient.question.left', { count: ahead })}`;
  return (
    <div class="progress-text soft">
      <p>{text}</p>
      <div class="bar" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * number) / (number + ahead)}%` }} />
      </div>
    </div>
  );
}

/** Beside the first question: proof that the words were read, and the way to mend them. */
function WhatWeRead({ flow, open }: { flow: Flow; open: boolean }) {
  const read = (flow.latest?.findings ?? []).some((each) => each.from === 'complaint');
  const body = (
    <>
      <OwnWords flow={flow} />
      <p class="small soft">{t(read ? 'patient.read.marked' : 'patient.read.nothing')}</p>
      <button type="button" class="link" onClick={() => go({ page: 'words' })}>
        {t('patient.read.change')}
      </button>
    </>
  );
  if (open) {
    return (
      <section class="read stack" aria-labelledby="read-title">
        <h2 id="read-title">{t('patient.read.title')}</h2>
        {body}
      </section>
    );
  }
  return (
    <details class="read">
      <summary>{t('patient.read.title')}</summary>
      <div class="stack">{body}</div>
    </details>
  );
}

interface Props {
  number: number;
  question: Question;
}

export function QuestionPage({ number, question }: Props) {
  const flow = useFlow();
  const directory = useDirectory();
  const kept = flow.entries[question.id];
  const first = prefilled(question, kept, presentFindings(flow));
  const [entry, setEntry] = useState<Entry>(first);
  const [faults, setFaults] = useState<Fault[]>([]);
  const task = useTask();

  const answer = (given: Entry) => {
    setEntry(given);
    task.clear();
    const checked = checkedValue(question, given, todayIn(zoneOf(directory)));
    if (!checked.ok) {
      const args = checked.limit === undefined ? {} : { limit: checked.limit };
      setFaults([{ field: 'answer', text: t(checked.fault, args) }]);
      return;
    }
    setFaults([]);
    task.run(async () => {
      try {
        const next = await submitAnswer(number, question, given, checked.value);
        const route = afterAnswer(next, number);
        if (route.page === 'result') setFlow((now) => ({ ...now, changing: false }));
        go(route);
      } catch (error) {
        const fault = faultFor(error, question);
        if (fault) setFaults([{ field: 'answer', text: fault }]);
        else throw error;
      }
    });
  };

  const submit = (event: Event) => {
    event.preventDefault();
    answer(entry);
  };

  // With no box ticked, "None of these" and "I am not sure" are the ways on.
  const boxes = question.kind === 'group' || question.kind === 'multi_choice';
  const mayContinue = !boxes || (entry.list ?? []).length > 0;
  const maySkip = flow.latest?.complete === true && openQuestion(flow) !== null;
  const fromWords = !kept && (first.list?.length ?? 0) > 0;
  return (
    <Page title={question.text} focus={hasMoved()} class="question">
      <div class="stack">
        <Progress flow={flow} number={number} question={question} />
        {number === 1 && question.safety && <p class="small">{t('patient.question.intro')}</p>}
        {maySkip && <p class="small good-text">{t('patient.question.optional')}</p>}
        <form class="stack form" noValidate onSubmit={submit}>
          <ErrorSummary faults={faults} />
          <Trouble error={task.error} />
          <QuestionInput
            question={question}
            entry={entry}
            fault={faults[0]?.text}
            note={fromWords ? t('patient.read.ticked') : undefined}
            onEntry={setEntry}
            onAnswer={answer}
          />
          {question.why && (
            <details>
              <summary>{t('patient.question.why')}</summary>
              <p class="why">{question.why}</p>
            </details>
          )}
          <div class="row actions">
            {mayContinue && <Submit busy={task.busy}>{t('patient.continue')}</Submit>}
            {maySkip && (
              <button type="button" class="button quiet" onClick={() => go({ page: 'result' })}>
                {t('patient.question.skip')}
              </button>
            )}
          </div>
        </form>
      </div>
      <WhatWeRead flow={flow} open={number === 1} />
    </Page>
  );
}

function faultFor(error: unknown, question: Question): string | null {
  if (!(error instanceof Problem) || error.slug !== 'invalid-input') return null;
  const place = question.answer_at ?? `/answers/${question.id}`;
  return faultsByField(error, { [place]: 'answer' }).known.answer ?? null;
}
