import { describe, expect, it } from 'vitest';
import english from '../i18n/en.json';
import {
  faultsByField,
  hasSlug,
  NetworkLost,
  Problem,
  problemKey,
  slugOf,
} from '../src/api/problem.ts';

const problem = (status: number, slug: string, more: object = {}) =>
  new Problem(status, { type: `urn:plexus:problem:${slug}`, status, ...more }, null);

describe('slugOf', () => {
  it.each([
    ['urn:plexus:problem:slot-taken', 'slot-taken'],
    ['https://plexus.example/problems/slot-taken', 'slot-taken'],
    ['/problems#slot-taken', 'slot-taken'],
    ['about:blank', null],
    ['', null],
    [undefined, null],
  ])('%s ends in %s', (type, slug) => {
    expect(slugOf(type)).toBe(slug);
  });
});

describe('problemKey', () => {
  it.each([
    [problem(409, 'slot-taken'), 'problem.slot-taken'],
    [problem(409, 'hold-expired'), 'problem.hold-expired'],
    [problem(422, 'emergency'), 'problem.emergency'],
    [problem(401, 'second-factor'), 'problem.sign-in'],
    [problem(412, 'stale-version'), 'problem.stale-version'],
    [problem(428, 'precondition-required'), 'problem.stale-version'],
    [problem(429, 'too-many'), 'problem.busy'],
    [problem(503, 'draining'), 'problem.busy'],
    [problem(500, 'internal'), 'problem.server'],
    [problem(418, 'teapot'), 'problem.other'],
    [new NetworkLost('gone'), 'problem.offline'],
    [new TypeError('ours'), 'problem.other'],
  ])('%s says %s', (error, key) => {
    expect(problemKey(error)).toBe(key);
    expect(Object.keys(english)).toContain(key);
  });

  it('survives an answer that is no problem at all', () => {
    const gateway = new Problem(502, null, null);
    expect([gateway.slug, problemKey(gateway)]).toEqual(['status-502', 'problem.server']);
    const odd = new Problem(400, { type: 7, errors: [null, 'x', { pointer: 1 }] }, 'soon');
    expect([odd.faults, odd.retryAfterSeconds]).toEqual([[], null]);
  });

  it('reads how long to wait', () => {
    expect(new Problem(429, {}, '30').retryAfterSeconds).toBe(30);
  });
});

describe('faultsByField', () => {
  const fields = { '/patient/birth_date': 'birth', '/patient/phone': 'phone' };

  it('puts each fault at its field and leaves the rest to the page', () => {
    const errors = [
      { pointer: '/patient/phone', detail: 'is too short' },
      { pointer: '/patient/birth_date/0', detail: 'is no date' },
      { pointer: '/patient/phonebook', detail: 'is unknown' },
      { pointer: '/patient/phone', detail: 'and odd' },
    ];
    expect(faultsByField(problem(400, 'invalid-input', { errors }), fields)).toEqual({
      known: { phone: 'is too short', birth: 'is no date' },
      rest: ['is unknown'],
    });
  });
});

describe('hasSlug', () => {
  it('is false for what the server did not say', () => {
    expect(hasSlug(problem(409, 'slot-taken'), 'hold-expired', 'slot-taken')).toBe(true);
    expect(hasSlug(new NetworkLost('x'), 'slot-taken')).toBe(false);
  });
});
