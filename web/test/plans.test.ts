import { describe, expect, it } from 'vitest';
import {
  alternativesOf,
  byDay,
  firstOf,
  nextFrom,
  planKey,
  tripsOf,
  withoutRepeats,
} from '../src/patient/plans.ts';
import { plan } from './samples.ts';

const zone = () => 'Europe/Amsterdam';

describe('byDay', () => {
  it('groups by the civil day of the site and by part of day, in order', () => {
    const days = byDay(
      [
        plan('2026-12-02T08:00:00+01:00'),
        plan('2026-12-01T17:00:00+01:00'),
        plan('2026-12-01T11:59:00+01:00'),
        plan('2026-12-01T12:00:00+01:00'),
      ],
      zone,
    );
    expect(days.map((day) => day.day)).toEqual(['2026-12-01', '2026-12-02']);
    expect(days[0]?.parts.map((each) => each.part)).toEqual(['morning', 'afternoon', 'evening']);
  });

  it('takes the day at the site, not in UTC', () => {
    const [day] = byDay([plan('2026-12-01T23:30:00Z')], zone);
    expect(day?.day).toBe('2026-12-02');
  });
});

describe('tripsOf', () => {
  it('joins what is done in one go, and not what is done elsewhere or later', () => {
    const steps = [
      '2026-12-01T09:00:00+01:00',
      '2026-12-01T10:00:00+01:00',
      '2026-12-01T15:00:00+01:00',
      '2026-12-02T09:00:00+01:00',
    ].flatMap((at) => plan(at).steps);
    const moved = steps.map((step, index) => (index === 2 ? { ...step, location: 'B' } : step));
    expect(tripsOf(moved, zone).map((trip) => trip.steps.length)).toEqual([2, 1, 1]);
  });
});

describe('firstOf', () => {
  it('keeps the first over all parts of the day', () => {
    const [day] = byDay(
      [8, 9, 13].map((hour) => plan(`2026-12-01T${String(hour).padStart(2, '0')}:00:00+01:00`)),
      zone,
    );
    const parts = firstOf(day?.parts ?? [], 2);
    expect(parts.map(({ part, plans }) => [part, plans.length])).toEqual([['morning', 2]]);
    expect(firstOf(day?.parts ?? [], 9)).toHaveLength(2);
  });
});

describe('nextFrom', () => {
  it('goes on five minutes after the last single time', () => {
    const days = byDay([plan('2026-12-01T09:00:00+01:00')], zone);
    expect(nextFrom(days)).toBe('2026-12-01T08:05:00.000Z');
  });

  it('goes on the day after the last whole plan', () => {
    const days = byDay([plan('2026-12-31T09:00:00+01:00', '2027-01-04T10:00:00+01:00')], zone);
    expect(nextFrom(days)).toBe('2027-01-01T00:00:00+01:00');
  });

  it('has nowhere to go without plans', () => {
    expect(nextFrom([])).toBeNull();
  });
});

describe('repeats and alternatives', () => {
  it('shows the same times once, whatever room they use', () => {
    const one = plan('2026-12-01T09:00:00+01:00');
    const same = structuredClone(one);
    const room = { id: 'R2', role: 'consulting_room', name: 'Room 2' } as const;
    for (const step of same.steps) step.resources = [room];
    expect(planKey(same)).toBe(planKey(one));
    expect(withoutRepeats([one, same])).toHaveLength(1);
  });

  it('reads slots for one step and plans for more', () => {
    const [wanted] = plan('2026-12-01T09:00:00+01:00').steps;
    const slot = { ...wanted, start: '2026-12-01T10:00:00+01:00', practitioner: 'P2' };
    const whole = plan('2026-12-01T09:00:00+01:00', '2026-12-02T09:00:00+01:00');
    const read = alternativesOf([slot, whole, { odd: true }], wanted ? [wanted] : []);
    expect(read.map((each) => each.steps.length)).toEqual([1, 2]);
    expect(read[0]?.steps[0]).toMatchObject({
      service: 'consultation_neurologist',
      start: '2026-12-01T10:00:00+01:00',
      practitioner: 'P2',
    });
  });
});
