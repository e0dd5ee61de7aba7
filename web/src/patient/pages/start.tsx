// The first page, and the page on which the words are changed later.
import { useState } from 'preact/hooks';
import { faultsByField, hasSlug } from '../../api/problem.ts';
import { t } from '../../i18n/text.ts';
import { Choice, type Fault, FaultText, faultOf } from '../../ui/fields.tsx';
import { AlertIcon } from '../../ui/icons.tsx';
import { ErrorSummary, Page } from '../../ui/page.tsx';
import { useTask } from '../../ui/task.ts';
import { dialable } from '../../ui/telephone.ts';
import { submitWords } from '../actions.ts';
import { emergencyNumber, useDirectory } from '../directory.ts';
import { afterIntake } from '../flow.ts';
import { Submit, Trouble } from '../parts.tsx';
import { go, hasMoved } from '../router.ts';
import { currentFlow, forgetFlow, setFlow, useFlow } from '../store.ts';

/** The server's limit too; far above what anyone types. */
const kComplaintMax = 4000;

export function EmergencyAdvice() {
  const number = emergencyNumber(useFlow(), useDirectory());
  return (
    <aside class="urgent" aria-label={t('patient.urgent.title', { number })}>
      <AlertIcon />
      <div>
        <p>
          <a href={dialable(number)}>
            <strong>{t('patient.urgent.title', { number })}</strong>
          </a>
        </p>
        <p class="small">{t('patient.urgent.text')}</p>
      </div>
    </aside>
  );
}

function WordsForm({ later }: { later: boolean }) {
  const flow = useFlow();
  const kept = flow.booking ? '' : flow.complaint;
  const [words, setWords] = useState(kept);
  const [other, setOther] = useState(flow.booking ? false : flow.forOther);
  const [faults, setFaults] = useState<Fault[]>([]);
  const task = useTask();

  const submit = (event: Event) => {
    event.preventDefault();
    const text = words.trim();
    const wrong = (fault: string) => setFaults([{ field: 'complaint', text: fault }]);
    task.clear();
    if (text === '') return wrong(t('patient.start.missing'));
    if (text.length > kComplaintMax)
      return wrong(t('patient.start.long', { limit: kComplaintMax }));
    setFaults([]);
    task.run(async () => {
      try {
        go(afterIntake(await submitWords(text, other)));
      } catch (error) {
        if (!hasSlug(error, 'invalid-input')) throw error;
        const { known } = faultsByField(error, { '/complaint': 'complaint' });
        if (!known.complaint) throw error;
        wrong(known.complaint);
      }
    });
  };

  const fault = faultOf(faults, 'complaint');
  return (
    <form class="stack form" noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} />
      <Trouble error={task.error} />
      <div class={fault ? 'field faulty' : 'field'}>
        <label class="label" for="complaint">
          {t('patient.start.label')}
        </label>
        <span class="hint" id="complaint-hint">
          {t('patient.start.hint')}
        </span>
        <FaultText id="complaint" text={fault} />
        <textarea
          class="input words-input"
          id="complaint"
          rows={4}
          autocomplete="off"
          value={words}
          aria-describedby={fault ? 'complaint-hint complaint-fault' : 'complaint-hint'}
          aria-invalid={fault ? 'true' : undefined}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      {!later && (
        <fieldset>
          <legend class="label">{t('patient.start.who')}</legend>
          <div class="choices pair">
            <Choice
              id="who-me"
              name="who"
              type="radio"
              label={t('patient.start.me')}
              checked={!other}
              onPick={() => setOther(false)}
            />
            <Choice
              id="who-other"
              name="who"
              type="radio"
              label={t('patient.start.other')}
              checked={other}
              onPick={() => setOther(true)}
            />
          </div>
          {other && <p class="hint">{t('patient.start.otherHint')}</p>}
        </fieldset>
      )}
      <Submit busy={task.busy}>{t('patient.continue')}</Submit>
    </form>
  );
}

function Resume() {
  const flow = useFlow();
  if (!flow.intake || flow.booking) return null;
  return (
    <div class="notice resume">
      <p>{t('patient.start.resume')}</p>
      <div class="row">
        <button type="button" class="link" onClick={() => go(afterIntake(currentFlow()))}>
          {t('patient.start.resumeLink')}
        </button>
        <button type="button" class="link" onClick={() => restart()}>
          {t('patient.start.afresh')}
        </button>
      </div>
    </div>
  );
}

function restart(): void {
  forgetFlow();
  location.assign('/');
}

export function StartPage() {
  return (
    <Page title={t('patient.start.title')} focus={hasMoved()} class="start">
      <div class="stack">
        <h1 tabIndex={-1}>{t('patient.start.title')}</h1>
        <p class="lead">{t('patient.start.lead')}</p>
        <EmergencyAdvice />
        <Resume />
        <WordsForm later={false} />
        <p class="small soft">{t('patient.start.privacy')}</p>
      </div>
      <aside class="beside stack" aria-label={t('patient.start.examples')}>
        <h2>{t('patient.start.examples')}</h2>
        <ul class="examples">
          <li>{t('patient.start.example1')}</li>
          <li>{t('patient.start.example2')}</li>
          <li>{t('patient.start.example3')}</li>
        </ul>
        <h2>{t('patient.start.steps')}</h2>
        <ol class="how">
          <li>{t('patient.start.step1')}</li>
          <li>{t('patient.start.step2')}</li>
          <li>{t('patient.start.step3')}</li>
        </ol>
      </aside>
    </Page>
  );
}

export function WordsPage() {
  return (
    <Page title={t('patient.words.title')} focus={hasMoved()}>
      <div class="stack">
        <h1 tabIndex={-1}>{t('patient.words.title')}</h1>
        <p class="lead">{t('patient.words.lead')}</p>
        <WordsForm later />
      </div>
    </Page>
  );
}

/** Change links of the advice come back to it. */
export function change(number: number): void {
  setFlow((now) => ({ ...now, changing: true }));
  go({ page: 'question', number });
}
