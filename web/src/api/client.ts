// One request to the server: JSON in and out, tokens and keys in headers, problems as exceptions.
// Must not know pages or keep state; tokens never go into an address.
import { NetworkLost, Problem } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  /** Capability of an intake, hold or booking that the path names. */
  token?: string | undefined;
  idempotencyKey?: string | undefined;
  ifMatch?: string | undefined;
  csrf?: string | undefined;
  /** Goes as the signed-in member of staff; all else goes as a visitor, whoever sits here. */
  asStaff?: boolean;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

/** Longer than the server's slowest honest answer, shorter than a person's patience. */
const kTimeLimitMs = 20_000;
/** An equal request is still being worked on: the key makes asking again safe. */
const kInProgressTries = 4;

/** A fresh idempotency key. Not randomUUID: that is missing where the page came over plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

let skewMs = 0;

/** Milliseconds since the epoch by the server's clock: a phone's own may be minutes off. */
export function serverNow(): number {
  return Date.now() + skewMs;
}

function learnClock(response: Response): void {
  const told = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(told)) return;
  const skew = told - Date.now();
  // The header counts whole seconds and travels a while: small differences are noise.
  skewMs = Math.abs(skew) < 5_000 ? 0 : skew;
}

function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.token) headers.authorization = `Bearer ${options.token}`;
  if (options.idempotencyKey) headers['idempotency-key'] = `"${options.idempotencyKey}"`;
  if (options.ifMatch) headers['if-match'] = options.ifMatch;
  if (options.csrf) headers['x-csrf-token'] = options.csrf;
  return headers;
}

function addressOf(path: string, query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]));
  return `/api/v1${path}${pairs.length > 0 ? `?${search}` : ''}`;
}

async function once<T>(method: Method, path: string, options: RequestOptions): Promise<Answer<T>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(addressOf(path, options.query), {
      method,
      headers: headersOf(options),
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: AbortSignal.timeout(kTimeLimitMs),
      // Staff try the patients' pages too: a visitor's call must not turn into theirs.
      credentials: options.asStaff ? 'same-origin' : 'omit',
      cache: 'no-store',
    });
    learnClock(response);
    text = await response.text();
  } catch (error) {
    throw new NetworkLost(String(error));
  }
  const data = parse(text);
  if (!response.ok) throw new Problem(response.status, data, response.headers.get('retry-after'));
  return { data: data as T, etag: response.headers.get('etag') };
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // A proxy's HTML error page: the status alone speaks.
  }
}

/** Throws `Problem` when the server says no, `NetworkLost` when it says nothing. */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once<T>(method, path, options);
    } catch (error) {
      const wait = error instanceof Problem && error.slug === 'in-progress';
      if (!wait || attempt === kInProgressTries) throw error;
      await new Promise((resume) => setTimeout(resume, (error.retryAfterSeconds ?? 1) * 1000));
    }
  }
}
