import { describe, expect, it } from 'vitest';
import {
  checkedValue,
  dateOf,
  durationDays,
  inputOf,
  numberOf,
  prefilled,
} from '../src/patient/answers.ts';
import { kAge, kBladder, kLegPain, question } from './samples.ts';

const kToday = '2026-12-01';

describe('durationDays', () => {
  it.each([
    [3, 'days', 3],
    [0.5, 'days', 0.5],
    [6, 'weeks', 42],
    [1.5, 'weeks', 11],
    [2, 'months', 61],
    [1, 'years', 365],
    [2, 'years', 731],
  ] as const)('%s %s are %s days', (amount, unit, days) => {
    expect(durationDays(amount, unit)).toBe(days);
  });

  it('never makes months shorter than a rule that counts thirty days each', () => {
    for (let months = 1; months <= 24; months += 1) {
      expect(durationDays(months, 'months')).toBeGreaterThanOrEqual(months * 30);
    }
  });
});

describe('numberOf', () => {
  it.each([
    ['45', 45],
    [' 1,5 ', 1.5],
    ['1.5', 1.5],
    ['', null],
    ['-3', null],
    ['3 weeks', null],
    ['1e3', null],
    [undefined, null],
  ])('%s is %s', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });
});

describe('dateOf', () => {
  it('takes single digits', () => {
    const date = dateOf({ day: '7', month: '3', year: '1951' }, kToday);
    expect(date).toEqual({ ok: true, value: '1951-03-07' });
  });

  it.each([
    [{}, 'date.missing'],
    [{ month: '3', year: '1951' }, 'date.noDay'],
    [{ day: '7', year: '1951' }, 'date.noMonth'],
    [{ day: '7', month: 'March', year: '1951' }, 'date.noMonth'],
    [{ day: '7', month: '3' }, 'date.noYear'],
    [{ day: '7', month: '3', year: '51' }, 'date.noYear'],
    [{ day: '29', month: '2', year: '2023' }, 'date.notReal'],
    [{ day: '1', month: '13', year: '2000' }, 'date.notReal'],
    [{ day: '0', month: '1', year: '2000' }, 'date.notReal'],
    [{ day: '2', month: '12', year: '2026' }, 'date.future'],
  ])('%o says %s', (entry, fault) => {
    expect(dateOf(entry, kToday)).toEqual({ ok: false, fault });
  });

  it('takes a leap day and today', () => {
    expect(dateOf({ day: '29', month: '2', year: '2024' }, kToday).ok).toBe(true);
    expect(dateOf({ day: '1', month: '12', year: '2026' }, kToday).ok).toBe(true);
  });
});

describe('checkedValue', () => {
  it('sends a clear none, not an empty list', () => {
    expect(checkedValue(kBladder, { text: 'absent' }, kToday)).toEqual({
      ok: true,
      value: 'absent',
    });
    expect(checkedValue(kBladder, {}, kToday).ok).toBe(false);
    expect(checkedValue(kBladder, { list: [] }, kToday).ok).toBe(false);
  });

  it('sends what was ticked', () => {
    const ticked = checkedValue(kBladder, { list: ['numbness_saddle'] }, kToday);
    expect(ticked).toEqual({ ok: true, value: ['numbness_saddle'] });
  });

  it('knows not sure for every kind', () => {
    for (const kind of ['boolean', 'group', 'duration', 'severity', 'multi_choice'] as const) {
      const unsure = checkedValue(question({ id: 'x', kind }), { text: 'unknown' }, kToday);
      expect(unsure).toEqual({ ok: true, value: 'unknown' });
    }
  });

  it('turns severity into a number, zero too', () => {
    const pain = question({ id: 'pain', kind: 'severity', min: 0, max: 10 });
    expect(checkedValue(pain, { text: '0' }, kToday)).toEqual({ ok: true, value: 0 });
    expect(checkedValue(pain, {}, kToday).ok).toBe(false);
  });

  it('keeps within the limits of the question', () => {
    expect(checkedValue(kAge, { text: '120' }, kToday)).toEqual({ ok: true, value: 120 });
    expect(checkedValue(kAge, { text: '121' }, kToday)).toEqual({
      ok: false,
      fault: 'patient.fault.max',
      limit: 120,
    });
    expect(checkedValue(kAge, { text: '4.5' }, kToday).ok).toBe(false);
  });

  it('asks for the unit of a duration', () => {
    const since = question({ id: 'since', kind: 'duration' });
    expect(checkedValue(since, { text: '2' }, kToday)).toEqual({
      ok: false,
      fault: 'patient.fault.unit',
    });
    expect(checkedValue(since, { text: '2', unit: 'weeks' }, kToday)).toEqual({
      ok: true,
      value: 14,
    });
  });
});

describe('inputOf', () => {
  it('sends an answer by the id of its question', () => {
    expect(inputOf(kLegPain, 'present')).toEqual({ answers: { leg_pain: 'present' } });
  });

  it('sends a fact to where the question says', () => {
    expect(inputOf(kAge, 45)).toEqual({ patient: { age: 45 } });
  });

  it.each([
    ['true', true],
    ['false', false],
    ['null', null],
    ['present', true],
    ['absent', false],
    ['unknown', null],
  ])('pregnancy %s is %s', (value, told) => {
    const asked = question({ id: 'pregnancy', kind: 'boolean', answer_at: '/patient/pregnant' });
    expect(inputOf(asked, value)).toEqual({ patient: { pregnant: told } });
  });
});

describe('prefilled', () => {
  it('ticks what the words said, until the person says otherwise', () => {
    const read = new Set(['urinary_retention_new', 'something_else']);
    expect(prefilled(kBladder, undefined, read)).toEqual({ list: ['urinary_retention_new'] });
    expect(prefilled(kBladder, { text: 'absent' }, read)).toEqual({ text: 'absent' });
    expect(prefilled(kLegPain, undefined, new Set(['leg_pain']))).toEqual({});
  });
});
