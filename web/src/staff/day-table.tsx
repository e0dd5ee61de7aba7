// The visits of one day at one site, by time.

import { useEffect, useRef } from 'preact/hooks';
import { serverNow } from '../api/client.ts';
import type { Appointment } from '../api/types.ts';
import { shortDate, timeOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { serviceWords } from '../i18n/words.ts';
import { Status } from './status.tsx';
import { isGone, nameOf, nextSteps, practitionerName, roomNames, type Step } from './visits.ts';

interface Props {
  visits: Appointment[];
  zone: string;
  caption: string;
  mayChange: boolean;
  /** The visit whose change is on its way. */
  busy: string | null;
  onStep: (visit: Appointment, step: Step) => void;
  onMore: (visit: Appointment) => void;
}

function Actions({ visit, zone, busy, onStep, onMore }: Props & { visit: Appointment }) {
  const [usual] = nextSteps(visit.status);
  if (!usual) return null;
  const of = { name: nameOf(visit), time: timeOf(visit.start, zone) };
  return (
    <div class="acts">
      <button
        type="button"
        class="button compact"
        aria-busy={busy === visit.id ? 'true' : undefined}
        onClick={() => onStep(visit, usual)}
      >
        {t(`staff.action.${usual}`)}
        <span class="hidden">: {t('staff.dialog.title', of)}</span>
      </button>
      {nextSteps(visit.status).length > 1 && (
        <button type="button" class="button quiet compact" onClick={() => onMore(visit)}>
          {t('staff.action.more')}
          <span class="hidden">: {t('staff.dialog.title', of)}</span>
        </button>
      )}
    </div>
  );
}

function Row(props: Props & { visit: Appointment }) {
  const { visit, zone, mayChange } = props;
  const urgent = visit.urgency && visit.urgency !== 'routine' ? visit.urgency : null;
  return (
    <tr class={isGone(visit) ? 'gone' : ''}>
      <td class="digits when">
        <strong>{timeOf(visit.start, zone)}</strong>
        <span class="soft">–{timeOf(visit.end, zone)}</span>
      </td>
      <th scope="row">
        {nameOf(visit)}
        <span class="soft small born">{shortDate(visit.patient.birth_date)}</span>
        {visit.note && <span class="note small">{visit.note}</span>}
      </th>
      <td>
        {serviceWords(visit.service, visit.region)}{' '}
        {urgent && <span class={`tag ${urgent}`}>{t(`staff.urgency.${urgent}`)}</span>}
      </td>
      <td>
        {practitionerName(visit)} <span class="soft small room">{roomNames(visit)}</span>
      </td>
      <td>
        <Status status={visit.status} />
      </td>
      <td class="digits reference">{visit.reference}</td>
      {mayChange && (
        <td>
          <Actions {...props} />
        </td>
      )}
    </tr>
  );
}

/** Shows what comes next where the sheet scrolls by itself; the page stays where it is. */
function showNext(sheet: HTMLElement | null, visits: Appointment[]): void {
  const next = visits.findIndex((visit) => Date.parse(visit.end) > serverNow());
  const row = sheet?.querySelectorAll('tbody tr')[next];
  if (!sheet || !row) return;
  const above = row.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop = above - sheet.clientHeight / 3;
}

export function DayTable(props: Props) {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => showNext(sheet.current, props.visits), [props.caption]);
  return (
    // Wide on a narrow screen: it scrolls by itself, and by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable.
    <section ref={sheet} class="sheet" tabIndex={0} aria-label={props.caption}>
      <table>
        <caption class="hidden">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('staff.day.time')}</th>
            <th scope="col">{t('staff.day.patient')}</th>
            <th scope="col">{t('staff.day.service')}</th>
            <th scope="col">{t('staff.day.where')}</th>
            <th scope="col">{t('staff.day.status')}</th>
            <th scope="col">{t('staff.day.reference')}</th>
            {props.mayChange && <th scope="col">{t('staff.day.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {props.visits.map((visit) => (
            <Row key={visit.id} {...props} visit={visit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
