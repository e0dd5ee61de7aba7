import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/api/types.ts';
import { inputOfRow, rowOf, stateOf } from '../src/staff/ask/form.ts';
import { intake, kAge, kBladder, kLegPain, question } from './samples.ts';

const found = (id: string, state: Finding['state']): Finding => ({
  id,
  text: id,
  state,
  from: 'answer',
});
const kPregnant = question({ id: 'p', kind: 'choice', answer_at: '/patient/pregnant' });
const kDays = question({ id: 'days', kind: 'duration' });

describe('a list at the front desk', () => {
  it('answers each box by itself, so that an earlier answer to one of them gives way', () => {
    const row = { list: ['urinary_retention_new'], text: '' };
    expect(inputOfRow(kBladder, row)).toEqual({
      answers: { numbness_saddle: 'absent', urinary_retention_new: 'present' },
    });
    expect(inputOfRow(kBladder, { list: [], text: 'unknown' })).toEqual({
      answers: { numbness_saddle: 'unknown', urinary_retention_new: 'unknown' },
    });
    expect(inputOfRow(kBladder, { list: [], text: '' })).toBeNull();
  });

  it('shows what is known', () => {
    const none = [found('numbness_saddle', 'absent'), found('urinary_retention_new', 'absent')];
    expect(rowOf(kBladder, none)).toEqual({ list: [], text: 'absent' });
    expect(rowOf(kBladder, [found('numbness_saddle', 'present')]).list).toEqual([
      'numbness_saddle',
    ]);
    expect(rowOf(kBladder, none.slice(1))).toEqual({ list: [], text: '' });
  });
});

describe('other questions', () => {
  it('are sent where they belong', () => {
    expect(inputOfRow(kAge, { list: [], text: '45' })).toEqual({ patient: { age: 45 } });
    expect(inputOfRow(kPregnant, { list: [], text: 'null' })).toEqual({
      patient: { pregnant: null },
    });
    expect(inputOfRow(kDays, { list: [], text: '1,5' })).toEqual({ answers: { days: 1.5 } });
    expect(inputOfRow(kDays, { list: [], text: 'unknown' })).toEqual({
      answers: { days: 'unknown' },
    });
    expect(inputOfRow(kLegPain, { list: [], text: '' })).toBeNull();
  });
});

describe('the list of groups', () => {
  it('says what is next, open, partly and wholly answered', () => {
    const now = intake();
    expect(stateOf([kAge], now)).toBe('next');
    expect(stateOf([kBladder], now)).toBe('open');
    const some = intake({ questions: [], findings: [found('numbness_saddle', 'absent')] });
    expect(stateOf([kBladder], some)).toBe('part');
    const all = [...some.findings, found('urinary_retention_new', 'present')];
    expect(stateOf([kBladder], intake({ questions: [], findings: all }))).toBe('done');
    expect(stateOf([kAge], intake({ questions: [] }))).toBe('done');
  });
});
