// Turns an application/problem+json answer (RFC 9457) into one value that pages can act upon.
// Must not hold words for people: those are messages, chosen by `problemKey`.

export interface FieldFault {
  pointer: string;
  detail: string;
}

/** The server answered, and said no. `slug` is the stable end of the problem's type. */
export class Problem extends Error {
  readonly slug: string;
  readonly status: number;
  readonly detail: string;
  readonly faults: FieldFault[];
  readonly alternatives: unknown[];
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: unknown, retryAfter: string | null) {
    const members = isRecord(body) ? body : {};
    const slug = slugOf(members.type) ?? `status-${status}`;
    super(`${status} ${slug}`);
    this.slug = slug;
    this.status = status;
    this.detail = typeof members.detail === 'string' ? members.detail : '';
    this.faults = Array.isArray(members.errors) ? members.errors.filter(isFault) : [];
    this.alternatives = Array.isArray(members.alternatives) ? members.alternatives : [];
    const seconds = Number(retryAfter);
    this.retryAfterSeconds = retryAfter !== null && Number.isFinite(seconds) ? seconds : null;
  }
}

/** No answer came: offline, server away, or slower than the time limit. Nothing is known of the outcome. */
export class NetworkLost extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFault(value: unknown): value is FieldFault {
  return isRecord(value) && typeof value.pointer === 'string' && typeof value.detail === 'string';
}

/** The last word of a type URI: `https://…/slot-taken`, `urn:…:slot-taken` and `…#slot-taken` alike. */
export function slugOf(type: unknown): string | null {
  if (typeof type !== 'string' || type === '' || type === 'about:blank') return null;
  return type.split(/[/#:]/).pop() || null;
}

const kSpoken = [
  'deadline-missed',
  'emergency',
  'hold-expired',
  'hold-extended',
  'in-progress',
  'intake-changed',
  'intake-incomplete',
  'intake-required',
  'invalid-input',
  'bad-transition',
  'no-solution',
  'not-allowed',
  'not-bookable',
  'not-found',
  'patient-overlap',
  'sign-in',
  'slot-taken',
  'stale-version',
] as const;

export type ProblemKey =
  | `problem.${(typeof kSpoken)[number]}`
  | 'problem.offline'
  | 'problem.busy'
  | 'problem.server'
  | 'problem.other';

/** The message that tells a person what happened and what to do next. */
export function problemKey(error: unknown): ProblemKey {
  if (error instanceof NetworkLost) return 'problem.offline';
  if (!(error instanceof Problem)) return 'problem.other';
  const spoken = kSpoken.find((slug) => slug === error.slug);
  if (spoken) return `problem.${spoken}`;
  if (error.status === 401) return 'problem.sign-in';
  if (error.status === 403) return 'problem.not-allowed';
  if (error.status === 404) return 'problem.not-found';
  if (error.status === 412 || error.status === 428) return 'problem.stale-version';
  if (error.status === 429 || error.status === 503) return 'problem.busy';
  if (error.status >= 500) return 'problem.server';
  return 'problem.other';
}

export function hasSlug(error: unknown, ...slugs: string[]): error is Problem {
  return error instanceof Problem && slugs.includes(error.slug);
}

/**
 * Sorts faults by the form field that their JSON pointer names.
 * `fields` maps a pointer to a field name; what it does not name is left to the page as a whole.
 */
export function faultsByField(
  problem: Problem,
  fields: Record<string, string>,
): { known: Record<string, string>; rest: string[] } {
  const known: Record<string, string> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of problem.faults) {
    const match = Object.keys(fields).find(
      (path) => pointer === path || pointer.startsWith(`${path}/`),
    );
    const field = match === undefined ? undefined : fields[match];
    if (field === undefined) rest.push(detail);
    else known[field] ??= detail;
  }
  return { known, rest };
}
