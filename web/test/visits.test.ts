import { describe, expect, it } from 'vitest';
import type { AppointmentStatus } from '../src/api/types.ts';
import {
  inOrder,
  isGone,
  nextSteps,
  practitionerName,
  roomNames,
  withVisit,
} from '../src/staff/visits.ts';
import { visit } from './samples.ts';

describe('nextSteps', () => {
  it.each([
    ['pending', ['booked', 'cancelled']],
    ['booked', ['arrived', 'checked-in', 'noshow', 'cancelled']],
    ['arrived', ['checked-in', 'noshow', 'cancelled']],
    ['checked-in', ['fulfilled']],
    ['fulfilled', []],
    ['cancelled', []],
    ['noshow', []],
    ['entered-in-error', []],
  ] as [AppointmentStatus, string[]][])('%s leads to %o', (status, steps) => {
    expect(nextSteps(status)).toEqual(steps);
  });
});

describe('a row of the day', () => {
  const scan = visit({
    practitioner: 'P1',
    resources: [
      { id: 'P1', role: 'radiographer', name: 'Tomas Lind' },
      { id: 'R1', role: 'mri_scanner', name: 'Scanner A' },
      { id: 'R2', role: 'mri_changing_room', name: 'Changing room 1' },
    ],
  });

  it('names the person and the places apart', () => {
    expect(practitionerName(scan)).toBe('Tomas Lind');
    expect(roomNames(scan)).toBe('Scanner A, Changing room 1');
    expect(practitionerName(visit())).toBe('');
  });

  it('is struck out when the visit is off', () => {
    expect(isGone(visit({ status: 'cancelled' }))).toBe(true);
    expect(isGone(visit({ status: 'noshow' }))).toBe(false);
  });
});

describe('the day', () => {
  it('is in order of time, ties by id, whatever offset is written', () => {
    const later = visit({ id: 'A', start: '2026-12-01T10:00:00+01:00' });
    const first = visit({ id: 'C', start: '2026-12-01T08:30:00Z' });
    const tie = visit({ id: 'B', start: '2026-12-01T09:30:00+01:00' });
    expect(inOrder([later, first, tie]).map((each) => each.id)).toEqual(['B', 'C', 'A']);
  });

  it('keeps the newer view of a visit', () => {
    const list = [visit({ version: 3, status: 'checked-in' })];
    expect(withVisit(list, visit({ version: 2, status: 'arrived' }))).toEqual(list);
    const newer = visit({ version: 4, status: 'fulfilled' });
    expect(withVisit(list, newer)).toEqual([newer]);
  });
});
