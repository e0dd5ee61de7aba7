// The day list of one site: choose the day, see its visits, move each visit on.
import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/client.ts';
import { hasSlug, problemKey } from '../api/problem.ts';
import type { Appointment, CancelReason, Location, Session } from '../api/types.ts';
import { cancelVisit, changeOf, listSites, setStatus } from '../data/staff.ts';
import { addDays, civilDate, civilDay, timeOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { serviceWords } from '../i18n/words.ts';
import { BackIcon, ReloadIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/page.tsx';
import { useTask } from '../ui/task.ts';
import { DayTable } from './day-table.tsx';
import { inSession } from './session.ts';
import { type Day, useDay } from './use-day.ts';
import { VisitDialog } from './visit-dialog.tsx';
import { isGone, nameOf, type Step } from './visits.ts';

/** The chosen site and date stand in the address, so that a reload and a bookmark keep them. */
function chosen(): { site: string | null; date: string | null } {
  const query = new URLSearchParams(location.search);
  const date = query.get('date');
  const real = date !== null && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date));
  return { site: query.get('site'), date: real ? date : null };
}

function remember(site: string, date: string): void {
  history.replaceState(null, '', `?${new URLSearchParams({ site, date })}`);
}

interface BarProps {
  sites: Location[];
  site: Location;
  date: string;
  day: Day;
  onSite: (id: string) => void;
  onDate: (date: string) => void;
}

function Bar({ sites, site, date, day, onSite, onDate }: BarProps) {
  const today = civilDay(new Date(serverNow()), site.zone);
  return (
    <div class="bar">
      <div class="field">
        <label class="label small" for="site">
          {t('staff.day.site')}
        </label>
        <select
          class="input"
          id="site"
          value={site.id}
          onInput={(event) => onSite(event.currentTarget.value)}
        >
          {sites.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label class="label small" for="date">
          {t('staff.day.date')}
        </label>
        <input
          class="input"
          id="date"
          type="date"
          value={date}
          onInput={(event) => event.currentTarget.value && onDate(event.currentTarget.value)}
        />
      </div>
      <div class="steps">
        <button type="button" class="button quiet" onClick={() => onDate(addDays(date, -1))}>
          <BackIcon />
          <span class="hidden">{t('staff.day.previous')}</span>
        </button>
        <button
          type="button"
          class="button quiet"
          aria-pressed={date === today}
          onClick={() => onDate(today)}
        >
          {t('staff.day.today')}
        </button>
        <button type="button" class="button quiet next" onClick={() => onDate(addDays(date, 1))}>
          <BackIcon />
          <span class="hidden">{t('staff.day.next')}</span>
        </button>
      </div>
      <div class="fresh">
        <button
          type="button"
          class="button quiet"
          aria-busy={day.loading ? 'true' : undefined}
          onClick={() => day.reload()}
        >
          <ReloadIcon />
          <span>{t('staff.day.reload')}</span>
        </button>
        {day.at && (
          <span class={day.error ? 'small warn-text' : 'small soft'}>
            {t(day.error ? 'staff.day.stale' : 'staff.day.updated', {
              time: timeOf(day.at.toISOString(), site.zone),
            })}
          </span>
        )}
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div class="late stack" role="status">
      <p>{t('staff.day.loading')}</p>
      <div class="progress" />
    </div>
  );
}

const kMayChange = ['front_desk', 'clinician', 'admin'];

function DayOfSite({
  sites,
  first,
  session,
}: {
  sites: Location[];
  first: Location;
  session: Session;
}) {
  const [siteId, setSite] = useState(first.id);
  const site = sites.find((each) => each.id === siteId) ?? first;
  const [date, setDate] = useState(
    () => chosen().date ?? civilDay(new Date(serverNow()), site.zone),
  );
  const [showGone, setShowGone] = useState(false);
  const [open, setOpen] = useState<Appointment | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const task = useTask();
  const day = useDay(site.id, date);

  useEffect(() => {
    remember(site.id, date);
    document.title = `${civilDate(date)}, ${site.name} – ${t('staff.title')} – ${t('brand')}`;
    setSaid('');
    task.clear();
    setOpen(null);
  }, [site.id, date]);

  const move = (visit: Appointment, step: Step, reason?: CancelReason) => {
    const change = changeOf(visit);
    setBusy(visit.id);
    setSaid('');
    task.run(async () => {
      try {
        const changed = await inSession('write', (csrf) =>
          step === 'cancelled'
            ? cancelVisit(change, reason ?? 'other', csrf)
            : setStatus(change, step, csrf),
        );
        day.replace(changed);
        setOpen(null);
        const of = { name: nameOf(changed), time: timeOf(changed.start, site.zone) };
        setSaid(t('staff.action.done', { ...of, status: t(`staff.status.${changed.status}`) }));
      } catch (error) {
        if (hasSlug(error, 'stale-version', 'bad-transition', 'not-found')) {
          setOpen(null);
          day.reload();
        }
        throw error;
      } finally {
        setBusy(null);
      }
    });
  };

  const all = day.visits ?? [];
  const shown = showGone ? all : all.filter((visit) => !isGone(visit));
  const gone = all.some(isGone);
  const caption = t('staff.day.caption', { site: site.name, day: civilDate(date, true) });
  return (
    <>
      <Bar sites={sites} site={site} date={date} day={day} onSite={setSite} onDate={setDate} />
      <div class="row spread">
        <h2>
          {civilDate(date, true)}{' '}
          {day.visits && (
            <span class="soft count">{t('staff.day.count', { count: shown.length })}</span>
          )}
        </h2>
        {gone && (
          <label class="check">
            <input type="checkbox" checked={showGone} onChange={() => setShowGone(!showGone)} />
            {t('staff.day.showCancelled')}
          </label>
        )}
      </div>
      <div role="alert">
        {task.error !== null && !open && (
          <Notice kind="bad">
            <p>{t(problemKey(task.error))}</p>
          </Notice>
        )}
        {day.error !== null && (
          <Notice kind="warn" title={t('staff.day.failed')}>
            <p>{t(problemKey(day.error))}</p>
          </Notice>
        )}
      </div>
      <p role="status" class={said ? 'said' : 'hidden'}>
        {said}
      </p>
      {!day.visits && day.loading && <Waiting />}
      {day.visits && shown.length === 0 && (
        <div class="empty stack">
          <p class="empty-title">{t('staff.day.empty')}</p>
          <p class="soft">{t('staff.day.emptyText')}</p>
        </div>
      )}
      {shown.length > 0 && (
        <DayTable
          visits={shown}
          zone={site.zone}
          caption={caption}
          mayChange={session.user.roles.some((role) => kMayChange.includes(role))}
          busy={busy}
          onStep={(visit, step) => move(visit, step)}
          onMore={(visit) => {
            task.clear();
            setOpen(visit);
          }}
        />
      )}
      {open && (
        <VisitDialog
          key={open.id}
          visit={open}
          zone={site.zone}
          service={serviceWords(open.service, open.region)}
          task={task}
          onStep={(step, reason) => move(open, step, reason)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

export function DayPage({ session }: { session: Session }) {
  const [sites, setSites] = useState<Location[] | null>(null);
  const task = useTask();
  const load = () => task.run(async () => setSites(await inSession('read', listSites)));
  useEffect(() => {
    load();
  }, []);
  // A user of some sites sees those; a user of none in particular sees all.
  const own = session.user.locations;
  const open = (sites ?? []).filter((site) => own.length === 0 || own.includes(site.id));
  const first = open.find((site) => site.id === chosen().site) ?? open[0];
  return (
    <main id="main" class="desk stack">
      <h1>{t('staff.day.title')}</h1>
      {task.error !== null && (
        <Notice kind="bad" title={t('staff.day.failed')}>
          <p>{t(problemKey(task.error))}</p>
          <button type="button" class="button" onClick={load}>
            {t('retry')}
          </button>
        </Notice>
      )}
      {!sites && task.error === null && <Waiting />}
      {first && <DayOfSite sites={open} first={first} session={session} />}
    </main>
  );
}
