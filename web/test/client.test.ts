import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newKey, request, serverNow } from '../src/api/client.ts';
import { NetworkLost, Problem } from '../src/api/problem.ts';

const answers: (Response | Error)[] = [];
const sent: { url: string; init: RequestInit }[] = [];

beforeEach(() => {
  answers.length = 0;
  sent.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    const next = answers.shift();
    if (!next || next instanceof Error) throw next ?? new Error('no answer prepared');
    return next;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

describe('request', () => {
  it('sends secrets in headers, never in the address', async () => {
    answers.push(json(201, { id: 'H' }, { etag: '"3"' }));
    const options = { body: { a: 1 }, token: 'T', idempotencyKey: 'K', ifMatch: '"3"', csrf: 'C' };
    const { data, etag } = await request<{ id: string }>('POST', '/holds', options);
    expect([data.id, etag, sent[0]?.url]).toEqual(['H', '"3"', '/api/v1/holds']);
    expect(sent[0]?.init.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'Bearer T',
      'idempotency-key': '"K"',
      'if-match': '"3"',
      'x-csrf-token': 'C',
    });
  });

  it('goes as a visitor, whatever cookie the browser has, unless staff ask', async () => {
    answers.push(json(200, {}), json(200, {}));
    await request('POST', '/intakes', { body: {} });
    await request('GET', '/session', { asStaff: true });
    expect(sent.map(({ init }) => init.credentials)).toEqual(['omit', 'same-origin']);
  });

  it('escapes a query and leaves out what is not given', async () => {
    answers.push(json(200, { items: [] }));
    await request('GET', '/slots', { query: { from: '2026-12-01T00:00:00+01:00', to: undefined } });
    expect(sent[0]?.url).toBe('/api/v1/slots?from=2026-12-01T00%3A00%3A00%2B01%3A00');
  });

  it('tells a no from a silence', async () => {
    answers.push(json(409, { type: 'urn:plexus:problem:slot-taken' }), new Error('offline'));
    await expect(request('POST', '/holds')).rejects.toMatchObject({
      slug: 'slot-taken',
      status: 409,
    });
    await expect(request('POST', '/holds')).rejects.toBeInstanceOf(NetworkLost);
  });

  it('takes an empty answer, and a page of a proxy as a problem', async () => {
    answers.push(json(204, null), new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect((await request('DELETE', '/holds/H')).data).toBeNull();
    await expect(request('GET', '/x')).rejects.toBeInstanceOf(Problem);
  });

  it('waits and asks again while an equal request is being worked on', async () => {
    vi.useFakeTimers();
    const busy = () =>
      json(409, { type: 'urn:plexus:problem:in-progress' }, { 'retry-after': '2' });
    answers.push(busy(), busy(), json(201, { id: 'B' }));
    const asked = request<{ id: string }>('POST', '/bookings', { idempotencyKey: 'K' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect((await asked).data.id).toBe('B');
    expect(sent).toHaveLength(3);
  });

  it('gives up asking in the end', async () => {
    vi.useFakeTimers();
    for (let tries = 0; tries < 9; tries += 1) {
      answers.push(json(409, { type: 'urn:plexus:problem:in-progress' }));
    }
    const asked = request('POST', '/bookings').catch((error: Problem) => error.slug);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toBe('in-progress');
    expect(sent).toHaveLength(4);
  });
});

describe('serverNow', () => {
  it("follows the server's clock when the device's is far off", async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00Z') });
    answers.push(json(200, {}, { date: 'Tue, 01 Dec 2026 08:00:00 GMT' }));
    await request('GET', '/locations');
    expect(new Date(serverNow()).toISOString()).toBe('2026-12-01T08:00:00.000Z');
    answers.push(json(200, {}, { date: 'Mon, 23 Nov 2026 09:00:01 GMT' }));
    await request('GET', '/locations');
    expect(serverNow()).toBe(Date.now());
  });
});

describe('newKey', () => {
  it('is never the same twice', () => {
    const keys = new Set(Array.from({ length: 100 }, newKey));
    expect(keys.size).toBe(100);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});
