// The advice: how soon, whom first and why, which tests and why, what not and why.
import { useEffect } from 'preact/hooks';
import type { Diagnostic, Question, Routing, Specialist } from '../../api/types.ts';
import { dayOf, timeOf } from '../../i18n/format.ts';
import { maybe, t } from '../../i18n/text.ts';
import { specialtyWords } from '../../i18n/words.ts';
import { ClockIcon } from '../../ui/icons.tsx';
import { Notice, Page } from '../../ui/page.tsx';
import { answerWords, reasonsOnce, type Stage, stagesOf, withinWords } from '../advice.ts';
import { clinicPhone, emergencyNumber, testName, useDirectory, zoneOf } from '../directory.ts';
import type { Flow } from '../flow.ts';
import { later } from '../part.tsx';
import { OwnWords } from '../parts.tsx';
import { go, hasMoved } from '../router.ts';
import { PhoneLink } from '../shell.tsx';
import { useFlow } from '../store.ts';
import { change } from './start.tsx';

/** Up to here a limit is told with its hour. */
const kHoursByTheClock = 48;

function HowSoon({ routing, zone }: { routing: Routing; zone: string }) {
  const { urgency, within_hours: hours, book_by: by } = routing;
  if (urgency === 'stat') return null;
  return (
    <p class={`how-soon ${urgency}`}>
      <ClockIcon />
      <span>
        <strong>{t(`patient.result.urgency.${urgency}`)}</strong>
        {hours ? `: ${withinWords(hours)}` : ''}
        {by && (
          <span class="by">{t('patient.result.bookBy', { day: byWords(by, hours, zone) })}</span>
        )}
      </span>
    </p>
  );
}

/** A short limit is an hour of a day, a long one a day. */
function byWords(by: string, hours: number, zone: string): string {
  const day = dayOf(by, zone, 'long');
  return hours <= kHoursByTheClock ? `${day}, ${timeOf(by, zone)}` : day;
}

interface Told {
  /** Absent where it was said before. */
  reason: string | undefined;
}

function Doctor({ doctor, reason }: { doctor: Specialist } & Told) {
  const what = maybe(`specialty.${doctor.specialty}.what`);
  return (
    <div class="offer">
      <h3>{specialtyWords(doctor.specialty)}</h3>
      {what && <p class="soft small">{what}</p>}
      {reason && <p>{reason}</p>}
    </div>
  );
}

function Test({ test, zone, reason }: { test: Diagnostic; zone: string } & Told) {
  const directory = useDirectory();
  const reserved = test.mode === 'reserve_pending_consult';
  return (
    <div class="offer">
      <h3>{testName(directory, test)}</h3>
      <p class="soft small">{t(reserved ? 'patient.result.reserved' : 'patient.result.booked')}</p>
      {reason && <p>{reason}</p>}
      {test.held && (
        <p class="small warn-text">
          {t('patient.result.onHold', {
            until: heldUntil(test.held.until, zone),
            reason: test.held.reason,
          })}
        </p>
      )}
      {test.preparation && (
        <details>
          <summary>{t('patient.result.prepare')}</summary>
          {(test.fasting_hours ?? 0) > 0 && (
            <p>
              <strong>{t('patient.result.fast', { hours: test.fasting_hours ?? 0 })}</strong>
            </p>
          )}
          <p>{test.preparation}</p>
        </details>
      )}
    </div>
  );
}

/** An instant, or the name of a condition that the server words itself. */
function heldUntil(until: string, zone: string): string {
  return Number.isNaN(Date.parse(until)) ? until : dayOf(until, zone, 'full');
}

interface StagesProps {
  stages: Stage[];
  zone: string;
  told: string[];
}

function PlanStages({ stages, zone, told }: StagesProps) {
  const reasons = reasonsOnce(stages, told);
  return (
    <ol class="plan">
      {stages.map((stage) => (
        <li key={stage.title} class={stage.title === 'patient.result.firstVisit' ? 'first' : ''}>
          <p class="stage">{t(stage.title)}</p>
          {stage.title === 'patient.result.later' && <p>{t('patient.result.laterText')}</p>}
          {stage.specialists.map((doctor) => (
            <Doctor key={doctor.specialty} doctor={doctor} reason={reasons.get(doctor)} />
          ))}
          {stage.tests.map((test) => (
            <Test
              key={`${test.service} ${test.region}`}
              test={test}
              zone={zone}
              reason={reasons.get(test)}
            />
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Every question once, with the page on which it was answered last. */
function answered(flow: Flow): { question: Question; number: number }[] {
  const last = new Map<string, { question: Question; number: number }>();
  flow.asked.forEach((page, index) => {
    for (const question of page.questions) last.set(question.id, { question, number: index + 1 });
  });
  return [...last.values()];
}

function Answers({ flow }: { flow: Flow }) {
  return (
    <details>
      <summary>{t('patient.result.answers')}</summary>
      <div class="stack">
        <OwnWords flow={flow} />
        <button type="button" class="link" onClick={() => go({ page: 'words' })}>
          {t('patient.read.change')}
        </button>
        <dl class="summary">
          {answered(flow).map(({ question, number }) => (
            <div key={question.id}>
              <dt>{question.text}</dt>
              <dd>{answerWords(question, flow.entries[question.id])}</dd>
              <dd class="do">
                <button type="button" class="link" onClick={() => change(number)}>
                  {t('change')} <span class="hidden">{question.text}</span>
                </button>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}

const Reasons = later(async () => (await import('./reasons.tsx')).Reasons);

export function ResultPage() {
  const flow = useFlow();
  const directory = useDirectory();
  useEffect(() => {
    import('../booking.ts').catch(() => null); // Whoever comes to its pages tries again.
  }, []);
  const routing = flow.latest?.routing;
  if (!routing) return null;
  const stages = stagesOf(routing);
  const zone = zoneOf(directory);
  const phone = clinicPhone(directory);
  const lead = routing.specialists.find((each) => each.when === 'first');
  const tested = stages[0]?.title === 'patient.result.beforeVisit';
  const title = lead
    ? t(tested ? 'patient.result.titleTests' : 'patient.result.title', {
        who: maybe(`specialty.${lead.specialty}.a`) ?? specialtyWords(lead.specialty),
      })
    : t('patient.result.none');
  const call = routing.callback?.within_hours;
  return (
    <Page title={title} focus={hasMoved()} class="result">
      <div class="stack">
        <div class="advice stack">
          <p class="eyebrow">{t('patient.result.label')}</p>
          <h1 tabIndex={-1}>{title}</h1>
          <HowSoon routing={routing} zone={zone} />
          {routing.flags.includes('unresolved_red_flag') && <p>{t('patient.result.unsure')}</p>}
          <p>{lead ? lead.reason : t('patient.result.noneText')}</p>
          {lead && (
            <button type="button" class="button main-action" onClick={() => go({ page: 'times' })}>
              {t('patient.result.times')}
            </button>
          )}
          {!lead && phone && <PhoneLink phone={phone} class="button main-action" />}
        </div>
        {flow.latest?.provisional && !flow.latest.complete && (
          <Notice kind="warn">
            <p>{t('patient.result.provisional')}</p>
          </Notice>
        )}
        {call && (
          <Notice kind="warn">
            <p>{t('patient.result.callback', { hours: call })}</p>
            {phone && <PhoneLink phone={phone} />}
          </Notice>
        )}
        <section class="stack" aria-labelledby="plan-title">
          <h2 id="plan-title">{t('patient.result.plan')}</h2>
          <PlanStages stages={stages} zone={zone} told={lead ? [lead.reason] : []} />
        </section>
        <Notice kind="bad" title={t('patient.result.worse')}>
          <p>{t('patient.result.worseText', { number: emergencyNumber(flow, directory) })}</p>
        </Notice>
        <Reasons>
          <Answers flow={flow} />
        </Reasons>
      </div>
    </Page>
  );
}
