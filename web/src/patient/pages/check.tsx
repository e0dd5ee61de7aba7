// Everything once more, with a way to change each part; then one button that says what it does.
import { useState } from 'preact/hooks';
import { faultsByField, hasSlug } from '../../api/problem.ts';
import { civilDate } from '../../i18n/format.ts';
import { t } from '../../i18n/text.ts';
import type { Fault } from '../../ui/fields.tsx';
import { ErrorSummary, Page } from '../../ui/page.tsx';
import { useTask } from '../../ui/task.ts';
import { book, loseHold } from '../actions.ts';
import { useDirectory } from '../directory.ts';
import { HoldBar } from '../hold-bar.tsx';
import { Submit, Trouble, Visit } from '../parts.tsx';
import { kDetailFields } from '../person.ts';
import { go, hasMoved } from '../router.ts';
import { useFlow } from '../store.ts';
import { change } from './start.tsx';

function Row({ name, value }: { name: string; value: string | undefined }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd class="do">
        <button type="button" class="link" onClick={() => go({ page: 'details' })}>
          {t('change')} <span class="hidden">{name}</span>
        </button>
      </dd>
    </div>
  );
}

export function CheckPage() {
  const flow = useFlow();
  const directory = useDirectory();
  const task = useTask();
  const [faults, setFaults] = useState<Fault[]>([]);
  const { plan, patient } = flow;
  if (!plan || !patient) return null;

  const submit = (event: Event) => {
    event.preventDefault();
    setFaults([]);
    task.run(async () => {
      try {
        await book();
        go({ page: 'done' }, 'replace');
      } catch (error) {
        if (hasSlug(error, 'hold-expired', 'slot-taken', 'not-found')) {
          loseHold(error.slug === 'slot-taken' ? 'slot-taken' : 'hold-expired');
          go({ page: 'times' }, 'replace');
          return;
        }
        if (hasSlug(error, 'invalid-input')) {
          const { known } = faultsByField(error, kDetailFields);
          setFaults(Object.entries(known).map(([field, text]) => ({ field, text })));
          if (Object.keys(known).length > 0) return;
        }
        throw error;
      }
    });
  };

  const ageAt = flow.asked.findIndex((page) =>
    page.questions.some((each) =>
      ['/patient/age', '/patient/birth_date'].includes(each.answer_at ?? ''),
    ),
  );
  const mayChangeAge = hasSlug(task.error, 'intake-changed') && ageAt >= 0;
  const one = plan.steps.length === 1;
  return (
    <Page title={t('patient.check.title')} focus={hasMoved()}>
      <HoldBar />
      <form class="stack form" noValidate onSubmit={submit}>
        <h1 tabIndex={-1}>{t('patient.check.title')}</h1>
        {faults.length > 0 && (
          <ErrorSummary faults={[]}>
            <ul class="plain">
              {faults.map((fault) => (
                <li key={fault.field}>{fault.text}</li>
              ))}
            </ul>
            <button type="button" class="link" onClick={() => go({ page: 'details' })}>
              {t('change')}
            </button>
          </ErrorSummary>
        )}
        <Trouble error={task.error}>
          {mayChangeAge && (
            <button type="button" class="link" onClick={() => change(ageAt + 1)}>
              {t('patient.check.changeAge')}
            </button>
          )}
        </Trouble>
        <section class="stack" aria-labelledby="visits-title">
          <div class="row spread">
            <h2 id="visits-title">{t('patient.check.visits')}</h2>
            <button type="button" class="link" onClick={() => go({ page: 'times' })}>
              {t('patient.check.changeTimes')}
            </button>
          </div>
          {plan.steps.map((step) => (
            <Visit
              key={`${step.service} ${step.start}`}
              step={step}
              directory={directory}
              address
            />
          ))}
        </section>
        <section class="stack" aria-labelledby="person-title">
          <h2 id="person-title">{t('patient.check.person')}</h2>
          <dl class="summary">
            <Row
              name={t('patient.check.name')}
              value={`${patient.given_name} ${patient.family_name}`}
            />
            <Row name={t('patient.check.birth')} value={civilDate(patient.birth_date)} />
            <Row name={t('patient.check.phone')} value={patient.phone} />
            <Row name={t('patient.check.email')} value={patient.email} />
          </dl>
        </section>
        <Submit busy={task.busy} working={t('patient.check.booking')}>
          {t(one ? 'patient.check.bookOne' : 'patient.check.bookAll')}
        </Submit>
      </form>
    </Page>
  );
}
