// Parts that several patient pages share.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { hasSlug, NetworkLost, Problem, problemKey } from '../api/problem.ts';
import type { Finding, PlanStep } from '../api/types.ts';
import { dayOf, timeOf } from '../i18n/format.ts';
import { type MessageKey, t } from '../i18n/text.ts';
import { PinIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/page.tsx';
import { useTask } from '../ui/task.ts';
import { correct } from './actions.ts';
import { type Directory, locationOf, practitionerOf, serviceName, zoneOf } from './directory.ts';
import { afterIntake, type Flow, isEmergency, piecesOf, understood } from './flow.ts';
import { go } from './router.ts';

interface SubmitProps {
  busy: boolean;
  children: ComponentChildren;
  working?: string;
}

/** Stays enabled while busy, so that focus is not lost; the page ignores a second press. */
export function Submit({ busy, children, working }: SubmitProps) {
  return (
    <button type="submit" class="button main-action" aria-busy={busy ? 'true' : undefined}>
      {busy ? (working ?? t('patient.sending')) : children}
    </button>
  );
}

/** What the server or the line refused, in plain words. */
export function Trouble({ error, children }: { error: unknown; children?: ComponentChildren }) {
  if (!error) return null;
  const offline = error instanceof NetworkLost;
  const calm = offline || hasSlug(error, 'slot-taken', 'hold-expired');
  const own = hasSlug(error, 'no-solution', 'not-bookable') && error.detail;
  return (
    <div role="alert">
      <Notice kind={calm ? 'warn' : 'bad'} title={offline ? t('offline.title') : undefined}>
        <p>{t(problemKey(error))}</p>
        {own && <p class="small">{error.detail}</p>}
        {children}
      </Notice>
    </div>
  );
}

/** Faults of the whole input that belong to no field. */
export function detailsOf(error: unknown): string[] {
  return error instanceof Problem ? error.faults.map((fault) => fault.detail) : [];
}

/** The person's own words, with what was read in them marked. */
export function OwnWords({ flow }: { flow: Flow }) {
  const pieces = piecesOf(flow.complaint, flow.latest?.findings ?? []);
  return (
    <blockquote class="words">
      {pieces.map((piece, index) =>
        piece.finding ? <mark key={index}>{piece.text}</mark> : piece.text,
      )}
    </blockquote>
  );
}

/** Each thing that was read, with the way to take it back. */
function Understood({ flow }: { flow: Flow }) {
  const task = useTask();
  const [said, setSaid] = useState('');
  const run = (finding: Finding | null, id: string, text: string) =>
    task.run(async () => {
      const next = await correct(finding, id);
      setSaid(t(finding ? 'patient.read.taken' : 'patient.read.restored', { text }));
      const here = afterIntake(next);
      if (isEmergency(flow) || here.page === 'emergency') go(here);
    });
  const row = (id: string, text: string, label: MessageKey, finding: Finding | null) => (
    <li key={id} class={finding ? undefined : 'taken'}>
      <span>{text}</span>{' '}
      <button type="button" class="link" onClick={() => run(finding, id, text)}>
        {t(label)} <span class="hidden">{text}</span>
      </button>
    </li>
  );
  return (
    <>
      <ul class="plain understood">
        {understood(flow).map((each) => row(each.id, wordsOf(each), 'patient.read.wrong', each))}
        {Object.entries(flow.corrections).map(([id, { text }]) =>
          row(id, text, 'patient.read.undo', null),
        )}
      </ul>
      <p class="hidden" role="status">
        {said}
      </p>
      <Trouble error={task.error} />
    </>
  );
}

function wordsOf({ text, value, unit }: Finding): string {
  return typeof value === 'number' ? `${text} ${Math.round(value)} ${unit ?? ''}`.trim() : text;
}

/** Proof that the words were read, and the ways to mend what was understood. */
export function WhatWeRead({ flow, open }: { flow: Flow; open: boolean }) {
  const read = understood(flow).length + Object.keys(flow.corrections).length > 0;
  const body = (
    <>
      <OwnWords flow={flow} />
      <p class="small soft">{t(read ? 'patient.read.marked' : 'patient.read.nothing')}</p>
      {read && <Understood flow={flow} />}
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

interface VisitProps {
  step: PlanStep;
  directory: Directory;
  address?: boolean;
  children?: ComponentChildren;
}

function minutesOf({ start, end }: PlanStep): number {
  return (Date.parse(end) - Date.parse(start)) / 60_000;
}

/** One visit: when, what, with whom, where. */
export function Visit({ step, directory, address, children }: VisitProps) {
  const site = locationOf(directory, step.location);
  const zone = zoneOf(directory, step.location);
  const person = practitionerOf(directory, step);
  return (
    <article class="visit">
      <p class="visit-when">
        <time dateTime={step.start}>
          <span class="visit-day">{dayOf(step.start, zone, 'long')}</span>{' '}
          <span class="visit-time digits">{timeOf(step.start, zone)}</span>
        </time>
      </p>
      <div class="visit-what">
        <h3>{serviceName(directory, step.service, step.region)}</h3>
        {person && <p>{t('patient.times.with', { name: person })}</p>}
        <p class="soft small">{t('patient.times.takes', { count: minutesOf(step) })}</p>
        {site && (
          <p class="soft place">
            <PinIcon />
            <span>
              {site.name}
              {address && site.address ? `, ${site.address}` : ''}
            </span>
          </p>
        )}
        {children}
      </div>
    </article>
  );
}
