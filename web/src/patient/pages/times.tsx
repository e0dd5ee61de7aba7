// Complete plans by day; choosing one holds all its visits.
import { useEffect, useState } from 'preact/hooks';
import { hasSlug } from '../../api/problem.ts';
import type { Diagnostic, Itinerary, ItineraryPage, Objective } from '../../api/types.ts';
import { searchPlans } from '../../data/patient.ts';
import { dayOf, timeOf } from '../../i18n/format.ts';
import { t } from '../../i18n/text.ts';
import { Choice } from '../../ui/fields.tsx';
import { Notice, Page } from '../../ui/page.tsx';
import { useTask } from '../../ui/task.ts';
import { choosePlan } from '../actions.ts';
import {
  clinicPhone,
  type Directory,
  emergencyNumber,
  locationOf,
  practitionerOf,
  serviceName,
  testName,
  useDirectory,
  zoneOf,
} from '../directory.ts';
import { Trouble } from '../parts.tsx';
import {
  alternativesOf,
  byDay,
  type DayOfPlans,
  firstOf,
  nextFrom,
  planKey,
  tripsOf,
  withoutRepeats,
} from '../plans.ts';
import { go, hasMoved } from '../router.ts';
import { PhoneLink } from '../shell.tsx';
import { currentFlow, setFlow, useFlow } from '../store.ts';

/** Whole plans are read one by one, single times at a glance. */
const kPageOfPlans = 12;
const kPageOfTimes = 48;
/** More than this at once is a wall, not a choice. */
const kPlansOfDay = 3;
const kTimesOfDay = 8;

interface PlanProps {
  plan: Itinerary;
  directory: Directory;
  busy: boolean;
  day?: boolean;
  onChoose: (plan: Itinerary) => void;
}

/** One visit: the time is what is chosen, so it is large and alone. */
function Time({ plan, directory, busy, day, onChoose }: PlanProps) {
  const step = plan.steps[0];
  if (!step) return null;
  const zone = zoneOf(directory, step.location);
  const person = practitionerOf(directory, step);
  const site = locationOf(directory, step.location);
  return (
    <li>
      <button
        type="button"
        class="time"
        aria-busy={busy ? 'true' : undefined}
        onClick={() => onChoose(plan)}
      >
        {day && <span class="small">{dayOf(step.start, zone, 'short')}</span>}
        <span class="at digits">{timeOf(step.start, zone)}</span>
        {person && <span class="small">{person}</span>}
        {site && <span class="small soft">{site.name}</span>}
      </button>
    </li>
  );
}

/** Several visits: the whole plan reads as a short timetable. */
function Plan({ plan, directory, busy, onChoose }: PlanProps) {
  return (
    <li>
      <button
        type="button"
        class="plan-card"
        aria-busy={busy ? 'true' : undefined}
        onClick={() => onChoose(plan)}
      >
        <span class="plan-head">
          <span class="plan-visits">{t('patient.times.visits', { count: plan.visits })}</span>
          <span class="plan-choose">{t('patient.times.choose')}</span>
        </span>
        {tripsOf(plan.steps, (id) => zoneOf(directory, id)).map(({ zone, location, steps }) => (
          <span class="plan-trip" key={`${location} ${steps[0]?.start}`}>
            <span class="plan-day">
              <strong>{dayOf(steps[0]?.start ?? '', zone, 'short')}</strong>{' '}
              <span class="small soft">{locationOf(directory, location)?.name}</span>{' '}
            </span>
            {steps.map((step) => (
              <span class="plan-step" key={`${step.service} ${step.start}`}>
                <strong class="digits">{timeOf(step.start, zone)}</strong>{' '}
                <span>
                  {serviceName(directory, step.service, step.region)}{' '}
                  <span class="small soft">{practitionerOf(directory, step)}</span>{' '}
                </span>
              </span>
            ))}
          </span>
        ))}
      </button>
    </li>
  );
}

/** A test for which a time can be kept until the doctor has said yes. */
function isReservable(test: Diagnostic): boolean {
  return test.mode === 'reserve_pending_consult' && test.held === null;
}

function isSingle(plan: Itinerary): boolean {
  return plan.steps.length === 1;
}

function Day({ day, ...rest }: { day: DayOfPlans } & Omit<PlanProps, 'plan' | 'day'>) {
  const [whole, setWhole] = useState(false);
  const single = day.parts.every(({ plans }) => plans.every(isSingle));
  const total = day.parts.reduce((sum, { plans }) => sum + plans.length, 0);
  const most = whole ? total : single ? kTimesOfDay : kPlansOfDay;
  const parts = firstOf(day.parts, most);
  return (
    <section class="day stack" aria-labelledby={`day-${day.day}`}>
      <h2 id={`day-${day.day}`}>{dayOf(day.at, day.zone, 'long')}</h2>
      {parts.map(({ part, plans }) => (
        <div key={part}>
          {single && <h3 class="part small soft">{t(`patient.times.${part}`)}</h3>}
          <ul class={single ? 'times' : 'plans'}>
            {plans.map((plan) =>
              isSingle(plan) && single ? (
                <Time key={planKey(plan)} plan={plan} {...rest} />
              ) : (
                <Plan key={planKey(plan)} plan={plan} {...rest} />
              ),
            )}
          </ul>
        </div>
      ))}
      {total > most && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          {t('patient.times.restOfDay', { count: total - most })}
          <span class="hidden">, {dayOf(day.at, day.zone, 'long')}</span>
        </button>
      )}
    </section>
  );
}

/** Came back with times still held: they are not among the free ones, so they are shown apart. */
function Held({ directory }: { directory: Directory }) {
  const { hold, plan } = useFlow();
  if (!hold || !plan) return null;
  return (
    <Notice>
      <p>{t('patient.hold.yours')}</p>
      <ul class="plain-list">
        {plan.steps.map((step) => {
          const zone = zoneOf(directory, step.location);
          const when = `${dayOf(step.start, zone, 'short')} ${timeOf(step.start, zone)}`;
          return (
            <li key={`${step.service} ${step.start}`}>
              <strong>{when}</strong> {serviceName(directory, step.service, step.region)}
            </li>
          );
        })}
      </ul>
      <button type="button" class="button" onClick={() => go({ page: 'details' })}>
        {t('patient.hold.keep')}
      </button>
    </Notice>
  );
}

/** What the server offers in place of a time that was lost. */
function Nearest({ plans, ...rest }: { plans: Itinerary[] } & Omit<PlanProps, 'plan'>) {
  const single = plans.every(isSingle);
  return (
    <section class="stack" aria-labelledby="nearest-title">
      <h2 id="nearest-title">{t('patient.times.nearest')}</h2>
      <ul class={single ? 'times' : 'plans'}>
        {plans.map((plan) =>
          single ? (
            <Time key={planKey(plan)} plan={plan} {...rest} day />
          ) : (
            <Plan key={planKey(plan)} plan={plan} {...rest} />
          ),
        )}
      </ul>
    </section>
  );
}

function Objectives({ value, onPick }: { value: Objective; onPick: (value: Objective) => void }) {
  return (
    <fieldset>
      <legend class="label small">{t('patient.times.objective')}</legend>
      <div class="choices pair segments">
        <Choice
          id="objective-fewest"
          name="objective"
          type="radio"
          label={t('patient.times.fewest')}
          checked={value === 'fewest_visits'}
          onPick={() => onPick('fewest_visits')}
        />
        <Choice
          id="objective-earliest"
          name="objective"
          type="radio"
          label={t('patient.times.earliest')}
          checked={value === 'earliest_finish'}
          onPick={() => onPick('earliest_finish')}
        />
      </div>
    </fieldset>
  );
}

/** What would help is told to staff: a patient cannot ask for more than the plan allows. */
function Empty({ found, phone }: { found: ItineraryPage; phone: string | null }) {
  return (
    <Notice kind="warn">
      <p>{t('patient.times.emptyText')}</p>
      {(found.none_because ?? []).length > 0 && (
        <ul class="plain-list">
          {found.none_because?.map((why) => (
            <li key={why.constraint}>{why.detail}</li>
          ))}
        </ul>
      )}
      <p>{t('patient.times.emptyCall')}</p>
      {phone && <PhoneLink phone={phone} class="button" />}
    </Notice>
  );
}

interface EscalationProps {
  found: ItineraryPage;
  phone: string | null;
  emergency: string;
}

function Escalation({ found, phone, emergency }: EscalationProps) {
  if (!found.escalation) return null;
  const hours = found.escalation.callback_within_hours;
  return (
    <Notice kind="bad" title={t('patient.times.escalation')}>
      <p>{found.escalation.instruction}</p>
      <PhoneLink phone={emergency} class="button danger" />
      {hours ? <p>{t('patient.times.callback', { hours })}</p> : null}
      {phone && <PhoneLink phone={phone} />}
      <button type="button" class="button outline" onClick={() => go({ page: 'sheet' })}>
        {t('patient.emergency.print')}
      </button>
    </Notice>
  );
}

export function TimesPage() {
  const flow = useFlow();
  const directory = useDirectory();
  const [found, setFound] = useState<ItineraryPage | null>(null);
  const [last, setLast] = useState(false);
  const [nearest, setNearest] = useState<Itinerary[]>([]);
  const search = useTask();
  const choose = useTask();
  const phone = clinicPhone(directory);
  const { objective, reserved } = flow;
  const tests = flow.latest?.routing.diagnostics ?? [];
  const mayReserve = tests.some(isReservable);
  const reservable = tests
    .filter(isReservable)
    .map((test) => testName(directory, test))
    .join('; ');
  const several = reserved || tests.some((test) => test.mode === 'book_now' && !test.held);

  const look = (from?: string) =>
    search.run(async () => {
      const { intake } = currentFlow();
      if (!intake) return;
      const { objective, reserved } = currentFlow();
      const limit = several ? kPageOfPlans : kPageOfTimes;
      const wanted = { intake, objective, reserved, limit };
      const answer = await searchPlans({ ...wanted, notBefore: from });
      setLast(answer.items.length === 0);
      setFound((now) =>
        now && from ? { ...now, items: withoutRepeats([...now.items, ...answer.items]) } : answer,
      );
    });

  useEffect(() => {
    setFound(null);
    look();
  }, [objective, reserved]);

  const pick = (plan: Itinerary) =>
    choose.run(async () => {
      setNearest([]);
      try {
        await choosePlan(plan);
        go({ page: 'details' });
      } catch (error) {
        if (hasSlug(error, 'slot-taken', 'patient-overlap', 'not-bookable')) {
          setNearest(alternativesOf(error.alternatives, plan.steps));
          look();
        }
        scrollTo({ top: 0 });
        throw error;
      }
    });

  const days = byDay(found?.items ?? [], (id) => zoneOf(directory, id));
  const next = nextFrom(days);
  const nothing = found !== null && days.length === 0;
  const some = several ? 'patient.times.title' : 'patient.times.title.one';
  const title = t(nothing ? 'patient.times.empty' : some);
  const shared = { directory, busy: choose.busy, onChoose: pick };
  const waiting = search.busy || (!found && !search.error);
  return (
    <Page title={title} focus={hasMoved()} class="times-page">
      <div class="stack">
        <h1 tabIndex={-1}>{title}</h1>
        {!nothing && <p class="lead">{t('patient.times.lead')}</p>}
        {flow.lost && !choose.error && (
          <Notice kind="warn" live>
            <p>{t(`problem.${flow.lost}`)}</p>
          </Notice>
        )}
        <Held directory={directory} />
        <Trouble error={choose.error} />
        {nearest.length > 0 && <Nearest plans={nearest} {...shared} />}
        {found && (
          <Escalation found={found} phone={phone} emergency={emergencyNumber(flow, directory)} />
        )}
        {(reserved || (mayReserve && !nothing)) && (
          <div class="choices">
            <Choice
              id="reserved"
              name="reserved"
              type="checkbox"
              label={t('patient.times.reserved', { tests: reservable })}
              hint={t('patient.times.reservedHint')}
              checked={reserved}
              onPick={() => setFlow((now) => ({ ...now, reserved: !now.reserved }))}
            />
          </div>
        )}
        {several && !nothing && (
          <Objectives
            value={objective}
            onPick={(value) => setFlow((now) => ({ ...now, objective: value }))}
          />
        )}
        {days.map((day) => (
          <Day key={day.day} day={day} {...shared} />
        ))}
        {nothing && !search.busy && !found.escalation && <Empty found={found} phone={phone} />}
        <Trouble error={search.error}>
          <button type="button" class="button" onClick={() => look()}>
            {t('retry')}
          </button>
        </Trouble>
        <div role="status">
          {waiting && (
            <div class="late stack">
              <p>{t('patient.times.loading')}</p>
              <div class="progress" />
            </div>
          )}
          {last && days.length > 0 && <p class="soft">{t('patient.times.noMore')}</p>}
        </div>
        {next && !last && !search.busy && (
          <button type="button" class="button quiet" onClick={() => look(next)}>
            {t(several ? 'patient.times.more' : 'patient.times.moreTimes')}
          </button>
        )}
      </div>
    </Page>
  );
}
