// Which page comes next: the patient's path as a state and pure functions over it.
// Must not touch the DOM, the network, storage or the clock.
import type {
  Booking,
  Finding,
  HoldCreated,
  Intake,
  IntakeCreated,
  IntakeInput,
  Objective,
  PatientDetails,
  PlanStep,
  Question,
} from '../api/types.ts';
import { checkedValue, type Entry, inputOf } from './answers.ts';
import type { Language } from './language.ts';

export interface DetailsDraft {
  givenName: string;
  familyName: string;
  day: string;
  month: string;
  year: string;
  phone: string;
  email: string;
}

/** Questions that are shown and answered together. */
export interface AskedPage {
  title: string | null;
  why: string | null;
  questions: Question[];
}

/** What was read in the words and taken back by the person. */
export interface Correction {
  text: string;
  value: 'absent' | 'unknown';
}

/** Everything that one visit to the pages knows; kept in this browser tab alone. */
export interface Flow {
  version: 2;
  /** Null: what the browser prefers. */
  language: Language | null;
  complaint: string;
  forOther: boolean;
  intake: { id: string; token: string } | null;
  latest: Intake | null;
  /** Pages in the order in which they were answered; `/questions/3` is `asked[2]`. */
  asked: AskedPage[];
  entries: Record<string, Entry>;
  corrections: Record<string, Correction>;
  /** Came from a Change link on the advice: go straight back there. */
  changing: boolean;
  objective: Objective;
  /** Also keep times for tests that wait for the doctor's word. */
  reserved: boolean;
  plan: { steps: PlanStep[]; visits: number } | null;
  hold: HoldCreated | null;
  holdExtended: boolean;
  /** The hold that ran out or a time that was lost: said once on the page of times. */
  lost: 'hold-expired' | 'slot-taken' | null;
  details: DetailsDraft;
  patient: PatientDetails | null;
  /** Kept until the booking is answered, so that asking again books once. */
  bookingKey: string | null;
  booking: Booking | null;
}

export const kEmptyDetails: DetailsDraft = {
  givenName: '',
  familyName: '',
  day: '',
  month: '',
  year: '',
  phone: '',
  email: '',
};

export const kStart: Flow = {
  version: 2,
  language: null,
  complaint: '',
  forOther: false,
  intake: null,
  latest: null,
  asked: [],
  entries: {},
  corrections: {},
  changing: false,
  objective: 'fewest_visits',
  reserved: false,
  plan: null,
  hold: null,
  holdExtended: false,
  lost: null,
  details: kEmptyDetails,
  patient: null,
  bookingKey: null,
  booking: null,
};

export type Route =
  | { page: 'start' | 'words' | 'result' | 'times' | 'details' | 'check' | 'done' | 'emergency' }
  | { page: 'sheet' }
  | { page: 'question'; number: number };

const kPaths: Record<Exclude<Route['page'], 'question'>, string> = {
  start: '/',
  words: '/intake',
  result: '/result',
  times: '/times',
  details: '/details',
  check: '/check',
  done: '/done',
  emergency: '/emergency',
  sheet: '/sheet',
};

export function pathOf(route: Route): string {
  return route.page === 'question' ? `/questions/${route.number}` : kPaths[route.page];
}

/** The page that a path names; an unknown path is the start. */
export function routeOf(path: string): Route {
  const number = /^\/questions\/([1-9]\d{0,2})\/?$/.exec(path)?.[1];
  if (number) return { page: 'question', number: Number(number) };
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  const found = Object.entries(kPaths).find(([, each]) => each === plain);
  return { page: (found?.[0] ?? 'start') as Exclude<Route['page'], 'question'> };
}

/** Up to here a person may need the sheet for a hospital: an emergency, or no time free in time. */
const kSheetHours = 24;

export function isEmergency(flow: Flow): boolean {
  return flow.latest?.routing.urgency === 'stat';
}

/** The page to ask next, or null when nothing is left to ask. */
export function openPage(flow: Flow): AskedPage | null {
  const questions = (flow.latest?.questions ?? []).filter((each) => each.page === 1);
  if (questions.length === 0) return null;
  const head = flow.latest?.pages[0];
  return { title: head?.title ?? null, why: head?.why ?? null, questions };
}

export function pageAt(flow: Flow, number: number): AskedPage | null {
  return flow.asked[number - 1] ?? (number === flow.asked.length + 1 ? openPage(flow) : null);
}

/** How many pages there will be, as far as the answers so far tell. */
export function pageCount(flow: Flow): number {
  return flow.asked.length + (flow.latest?.pages.length ?? 0);
}

/** Where the dialogue stands now: the next page, the advice, or the emergency page. */
export function afterIntake(flow: Flow): Route {
  if (isEmergency(flow)) return { page: 'emergency' };
  return openPage(flow) ? { page: 'question', number: flow.asked.length + 1 } : { page: 'result' };
}

/** After page `number` was answered: on through pages seen before, unless changing one. */
export function afterAnswer(flow: Flow, number: number): Route {
  const next = afterIntake(flow);
  if (next.page === 'emergency' || flow.changing) return next;
  return number < flow.asked.length ? { page: 'question', number: number + 1 } : next;
}

/** The page before this one along the path; null where there is none. */
export function before(flow: Flow, route: Route): Route | null {
  const lastQuestion: Route =
    flow.asked.length > 0 ? { page: 'question', number: flow.asked.length } : { page: 'words' };
  switch (route.page) {
    case 'words':
      return { page: 'start' };
    case 'question':
      return route.number > 1 ? { page: 'question', number: route.number - 1 } : { page: 'words' };
    case 'result':
    case 'emergency':
      return lastQuestion;
    case 'sheet':
      return isEmergency(flow) ? { page: 'emergency' } : { page: 'times' };
    case 'times':
      return { page: 'result' };
    case 'details':
      return { page: 'times' };
    case 'check':
      return { page: 'details' };
    default:
      return null;
  }
}

/** The page that may be shown when `wanted` is asked for: no one skips what a page builds upon. */
export function allowed(flow: Flow, wanted: Route): Route {
  if (wanted.page === 'start') return wanted;
  if (flow.booking) return { page: 'done' };
  if (!flow.intake || !flow.latest) return { page: 'start' };
  if (wanted.page === 'words') return wanted;
  if (wanted.page === 'sheet' && flow.latest.routing.within_hours <= kSheetHours) return wanted;
  if (wanted.page === 'question' && wanted.number <= flow.asked.length) return wanted;
  const here = afterIntake(flow);
  if (isEmergency(flow) || wanted.page === 'emergency' || wanted.page === 'done') return here;
  if (wanted.page === 'question') return pageAt(flow, wanted.number) ? wanted : here;
  if (!flow.latest.complete && here.page === 'question') return here;
  if (wanted.page === 'result' || wanted.page === 'times') return wanted;
  if (!flow.hold || !flow.plan) return { page: 'times' };
  return wanted.page === 'check' && !flow.patient ? { page: 'details' } : wanted;
}

/** Everything told so far, to begin anew when the server no longer knows the intake. */
export function wholeInput(flow: Flow, language: string, today: string): IntakeInput {
  const input: IntakeInput = { complaint: flow.complaint, language };
  for (const question of flow.asked.flatMap((page) => page.questions)) {
    const value = checkedValue(question, flow.entries[question.id] ?? {}, today);
    if (!value.ok) continue;
    const part = inputOf(question, value.value);
    if (part.patient) input.patient = { ...input.patient, ...part.patient };
    if (part.answers) input.answers = { ...input.answers, ...part.answers };
  }
  for (const [id, { value }] of Object.entries(flow.corrections)) {
    input.answers = { ...input.answers, [id]: value };
  }
  return input;
}

/** A new decision makes chosen times worthless: the plan behind them may have changed. */
export function withIntake(flow: Flow, intake: Intake | IntakeCreated): Flow {
  const token = 'token' in intake ? intake.token : (flow.intake?.token ?? '');
  return {
    ...flow,
    intake: { id: intake.id, token },
    latest: intake,
    plan: null,
    hold: null,
    holdExtended: false,
    bookingKey: null,
  };
}

/** Marks page `number` as answered; a page that replaced another takes its place. */
export function withAnswered(
  flow: Flow,
  number: number,
  page: AskedPage,
  entries: Record<string, Entry>,
): Flow {
  const asked = [...flow.asked];
  asked[Math.min(number, asked.length + 1) - 1] = page;
  return { ...flow, asked, entries: { ...flow.entries, ...entries } };
}

/** What was read in the words and still counts. */
export function understood(flow: Flow): Finding[] {
  return (flow.latest?.findings ?? []).filter(
    (each) => each.from === 'complaint' && each.state === 'present',
  );
}

export interface Piece {
  text: string;
  /** The finding read in these words, null for words between. */
  finding: Finding | null;
}

/** Cuts the complaint into read and unread pieces. Spans count code points; overlaps keep the first. */
export function piecesOf(complaint: string, findings: readonly Finding[]): Piece[] {
  const points = Array.from(complaint);
  const read = findings
    .filter((each) => each.from === 'complaint' && each.state !== 'absent' && each.span)
    .map((finding) => ({ finding, start: finding.span?.[0] ?? 0, end: finding.span?.[1] ?? 0 }))
    .sort((left, right) => left.start - right.start || right.end - left.end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { finding, start, end } of read) {
    if (start < at || end <= start || end > points.length) continue;
    if (start > at) pieces.push({ text: points.slice(at, start).join(''), finding: null });
    pieces.push({ text: points.slice(start, end).join(''), finding });
    at = end;
  }
  if (at < points.length) pieces.push({ text: points.slice(at).join(''), finding: null });
  return pieces;
}

export function presentFindings(flow: Flow): ReadonlySet<string> {
  const findings = flow.latest?.findings ?? [];
  return new Set(findings.filter((each) => each.state === 'present').map((each) => each.id));
}
