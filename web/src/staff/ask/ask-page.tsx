// A telephone call at the front desk: the caller's words, what matters next, and every other
// question at hand, in any order; beside it what the answers lead to.
import { useEffect, useState } from 'preact/hooks';
import { problemKey } from '../../api/problem.ts';
import type { Intake, IntakeInput, ProtocolGroup, Question, Session } from '../../api/types.ts';
import { changeIntake, readProtocol, startIntake } from '../../data/staff.ts';
import { type MessageKey, t } from '../../i18n/text.ts';
import { serviceWords, specialtyWords } from '../../i18n/words.ts';
import { Notice, Page } from '../../ui/page.tsx';
import { useTask } from '../../ui/task.ts';
import { Compact } from './compact.tsx';
import { inputOfRow, type Row, rowOf, stateOf } from './form.ts';

interface Catalogue {
  groups: ProtocolGroup[];
  questions: Question[];
}

function Words({ onBegin, busy }: { onBegin: (words: string) => void; busy: boolean }) {
  const [words, setWords] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    onBegin(words.trim());
  };
  return (
    <form class="stack call-words" onSubmit={submit}>
      <label class="label" for="words">
        {t('staff.ask.words')}
      </label>
      <textarea
        class="input"
        id="words"
        rows={3}
        maxLength={4000}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <button type="submit" class="button" aria-busy={busy ? 'true' : undefined}>
        {t('staff.ask.begin')}
      </button>
    </form>
  );
}

interface FormProps {
  questions: Question[];
  intake: Intake;
  busy: boolean;
  onSend: (input: IntakeInput) => void;
}

function AskForm({ questions, intake, busy, onSend }: FormProps) {
  const [typed, setTyped] = useState<Record<string, Row>>({});
  const rows = questions.map((each) => typed[each.id] ?? rowOf(each, intake.findings));
  const submit = (event: Event) => {
    event.preventDefault();
    const input: IntakeInput = {};
    questions.forEach((question, index) => {
      const row = rows[index];
      const part = row ? inputOfRow(question, row) : null;
      if (part?.patient) input.patient = { ...input.patient, ...part.patient };
      if (part?.answers) input.answers = { ...input.answers, ...part.answers };
    });
    setTyped({});
    onSend(input);
  };
  return (
    <form class="stack" onSubmit={submit}>
      {questions.map((question, index) => (
        <Compact
          key={question.id}
          id={`ask-${index}`}
          question={question}
          row={rows[index] ?? { list: [], text: '' }}
          onRow={(row) => setTyped((now) => ({ ...now, [question.id]: row }))}
        />
      ))}
      <button type="submit" class="button" aria-busy={busy ? 'true' : undefined}>
        {t('staff.ask.save')}
      </button>
    </form>
  );
}

function Outcome({ intake }: { intake: Intake }) {
  const { routing } = intake;
  const urgency = `staff.ask.urgency.${routing.urgency}` as MessageKey;
  return (
    <section class="outcome stack" aria-live="polite" aria-labelledby="outcome-title">
      <h2 id="outcome-title">{t('staff.ask.outcome')}</h2>
      <p class={`level ${routing.urgency}`}>{t(urgency)}</p>
      {routing.emergency && (
        <Notice kind="bad" title={routing.emergency.title}>
          <p>{routing.emergency.text}</p>
        </Notice>
      )}
      {!intake.complete && (
        <p class="small">{t('staff.ask.open', { count: intake.pages.length })}</p>
      )}
      <ul class="plain">
        {routing.specialists.map((each) => (
          <li key={each.specialty}>
            <strong>{specialtyWords(each.specialty)}</strong>{' '}
            <span class="small soft">{t(`staff.ask.${each.when}` as MessageKey)}</span>
            {each.when === 'first' && <p class="small">{each.reason}</p>}
          </li>
        ))}
        {routing.diagnostics.map((each) => (
          <li key={`${each.service} ${each.region}`}>
            {serviceWords(each.service, each.region)}
            {each.held && <span class="small warn-text"> {t('staff.ask.held')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the call began with, and what was read in it: beside the questions, whatever is asked. */
function Said({ words, intake }: { words: string; intake: Intake }) {
  if (words === '') return null;
  const read = intake.findings.filter(
    (each) => each.from === 'complaint' && each.state === 'present',
  );
  return (
    <section class="caller stack" aria-labelledby="said-title">
      <h2 id="said-title">{t('staff.ask.said')}</h2>
      <blockquote>{words}</blockquote>
      {read.length > 0 && (
        <ul class="small" aria-label={t('staff.ask.read')}>
          {read.map((each) => (
            <li key={each.id}>
              {each.text}
              {typeof each.value === 'number' && ` ${Math.round(each.value)} ${each.unit ?? ''}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ListProps {
  catalogue: Catalogue;
  intake: Intake;
  shown: number;
  onShow: (page: number) => void;
}

/** Every group there is, by number of its page in the catalogue; 0 is what matters next. */
function Groups({ catalogue, intake, shown, onShow }: ListProps) {
  const link = (page: number, label: string, state?: string) => (
    <li key={page}>
      <button
        type="button"
        class={`jump ${state ?? ''}`}
        aria-current={shown === page ? 'true' : undefined}
        onClick={() => onShow(page)}
      >
        <span>{label}</span>
        {state && <span class="small soft">{t(`staff.ask.state.${state}` as MessageKey)}</span>}
      </button>
    </li>
  );
  const stateAt = (page: number) =>
    stateOf(
      catalogue.questions.filter((each) => each.page === page),
      intake,
    );
  return (
    <nav class="jumps" aria-label={t('staff.ask.groups')}>
      <ul class="plain">
        {link(0, t('staff.ask.next'))}
        {link(1, t('staff.ask.person'), stateAt(1))}
        {catalogue.groups.map(({ label }, index) => link(index + 2, label, stateAt(index + 2)))}
      </ul>
    </nav>
  );
}

export function AskPage({ session }: { session: Session }) {
  const [intake, setIntake] = useState<Intake | null>(null);
  const [words, setWords] = useState('');
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null);
  const [shown, setShown] = useState(0);
  const task = useTask();
  const csrf = session.csrf_token;

  const begin = (complaint: string) =>
    task.run(async () => {
      const fresh = await startIntake({ complaint, language: 'en' }, csrf);
      setCatalogue(await readProtocol(fresh.routing.protocol.id));
      setWords(complaint);
      setIntake(fresh);
      setShown(0);
    });
  const send = (input: IntakeInput) =>
    task.run(async () => {
      if (!intake) return;
      setIntake(await changeIntake(intake.id, input, csrf));
      setShown(0);
    });
  useEffect(() => {
    document.querySelector<HTMLElement>('.ask-main h2')?.focus();
  }, [shown, intake]);

  const next = (intake?.questions ?? []).filter((each) => each.page === 1);
  const questions =
    shown === 0 ? next : (catalogue?.questions ?? []).filter((each) => each.page === shown);
  const title =
    shown === 0
      ? t(next.length > 0 ? 'staff.ask.next' : 'staff.ask.nothing')
      : shown === 1
        ? t('staff.ask.person')
        : (catalogue?.groups[shown - 2]?.label ?? '');
  return (
    <Page title={t('staff.ask.title')} focus={false}>
      <main class="desk ask" id="main">
        <div class="row spread">
          <h1>{t('staff.ask.title')}</h1>
          {intake && (
            <button type="button" class="button quiet compact" onClick={() => setIntake(null)}>
              {t('staff.ask.afresh')}
            </button>
          )}
        </div>
        <div role="alert">
          {task.error !== null && (
            <Notice kind="bad">
              <p>{t(problemKey(task.error))}</p>
            </Notice>
          )}
        </div>
        {!intake || !catalogue ? (
          <Words onBegin={begin} busy={task.busy} />
        ) : (
          <div class="ask-columns">
            <section class="ask-main stack" aria-labelledby="ask-title">
              <h2 id="ask-title" tabIndex={-1}>
                {title}
              </h2>
              {questions.length > 0 && (
                <AskForm
                  key={`${shown} ${questions.map((each) => each.id).join(' ')}`}
                  questions={questions}
                  intake={intake}
                  busy={task.busy}
                  onSend={send}
                />
              )}
            </section>
            <div class="ask-side">
              <Outcome intake={intake} />
              <Said words={words} intake={intake} />
            </div>
            <Groups catalogue={catalogue} intake={intake} shown={shown} onShow={setShown} />
          </div>
        )}
      </main>
    </Page>
  );
}
