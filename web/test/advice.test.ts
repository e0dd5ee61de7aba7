import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../src/api/types.ts';
import { answerWords, reasonsOnce, rulesOf, stagesOf, withinWords } from '../src/patient/advice.ts';
import { useEnglish } from './english.ts';
import { kBladder, kLegPain, question, routing } from './samples.ts';

beforeAll(() => useEnglish());

function test(service: Diagnostic['service'], part: Partial<Diagnostic>): Diagnostic {
  return {
    service,
    region: null,
    timing: 'before_consultation',
    mode: 'book_now',
    held: null,
    contrast: null,
    panel: null,
    min_gap_hours: null,
    book_by: null,
    reason: '',
    rules: [],
    preparation: null,
    screening: [],
    substitutes: null,
    ...part,
  };
}

describe('withinWords', () => {
  it.each([
    [4, 'within 4 hours'],
    [24, 'within 24 hours'],
    [48, 'within 48 hours'],
    [72, 'within 3 days'],
    [168, 'within 1 week'],
    [336, 'within 2 weeks'],
    [1008, 'within 6 weeks'],
    [1000, 'within 5 weeks'],
  ])('%s hours are "%s"', (hours, words) => {
    expect(withinWords(hours)).toBe(words);
  });
});

describe('reasonsOnce', () => {
  it('tells one reason once, and none that stands above', () => {
    const [scan, count] = [test('mri', { reason: 'Look.' }), test('ct', { reason: 'Look.' })];
    const other = test('emg', { reason: 'Measure.' });
    const stages = stagesOf(routing({ diagnostics: [scan, count, other] }));
    const told = reasonsOnce(stages, []);
    expect([told.get(scan), told.get(count), told.get(other)]).toEqual([
      'Look.',
      undefined,
      'Measure.',
    ]);
    expect([...reasonsOnce(stages, ['Look.']).values()]).toEqual(['Measure.']);
  });
});

describe('stagesOf', () => {
  it('tells the plan in time, and leaves empty stages out', () => {
    const stages = stagesOf(
      routing({
        specialists: [
          { specialty: 'neurologist', rank: 1, when: 'first', reason: '', rules: ['A'] },
          { specialty: 'orthopedist', rank: 2, when: 'follow_on', reason: '', rules: ['A', 'B'] },
        ],
        diagnostics: [
          test('mri', {
            timing: 'after_consultation',
            mode: 'reserve_pending_consult',
            rules: ['C'],
          }),
          test('clinical_blood_test', {}),
        ],
      }),
    );
    expect(stages.map((stage) => stage.title)).toEqual([
      'patient.result.beforeVisit',
      'patient.result.firstVisit',
      'patient.result.afterVisit',
      'patient.result.later',
    ]);
    expect(stages[0]?.tests.map((each) => each.service)).toEqual(['clinical_blood_test']);
  });

  it('never shows a reserved test as something to be done before', () => {
    const reserved = test('mri', {
      timing: 'before_consultation',
      mode: 'reserve_pending_consult',
    });
    const [stage] = stagesOf(routing({ diagnostics: [reserved] }));
    expect(stage?.title).toBe('patient.result.afterVisit');
  });

  it('loses no offer', () => {
    const timings = ['before_consultation', 'after_consultation', 'any'] as const;
    const modes = ['book_now', 'reserve_pending_consult'] as const;
    const all = timings.flatMap((timing) => modes.map((mode) => test('ct', { timing, mode })));
    const shown = stagesOf(routing({ diagnostics: all })).flatMap((stage) => stage.tests);
    expect(shown).toHaveLength(all.length);
  });
});

describe('rulesOf', () => {
  it('names each rule once', () => {
    const doctors = [
      { specialty: 'neurologist', rank: 1, when: 'first', reason: '', rules: ['A', 'B'] },
      { specialty: 'therapist', rank: 2, when: 'follow_on', reason: '', rules: ['B'] },
    ] as const;
    const specialists = doctors.map((each) => ({ ...each, rules: [...each.rules] }));
    expect(rulesOf(routing({ specialists })).map((rule) => rule.id)).toEqual(['A', 'B']);
  });

  it('tells the reason and the titles of the sources', () => {
    const rules = [
      { id: 'A', urgency: 'routine', certain: true, reason: 'Because.', sources: ['S', 'T'] },
    ] as const;
    const sources = [{ id: 'S', title: 'A guideline', year: '2020', url: null }];
    const told = routing({
      rules: rules.map((each) => ({ ...each, sources: [...each.sources] })),
      sources,
    });
    expect(rulesOf(told)).toEqual([{ id: 'A', reason: 'Because.', sources: ['A guideline', 'T'] }]);
  });
});

describe('answerWords', () => {
  it('says an answer as the person would', () => {
    const since = question({ id: 'since', kind: 'duration' });
    const born = question({ id: 'born', kind: 'date' });
    expect(answerWords(kBladder, { text: 'absent' })).toBe('None of these');
    expect(answerWords(kBladder, { list: ['numbness_saddle'] })).toBe('Numb between the legs');
    expect(answerWords(kLegPain, { text: 'present' })).toBe('Yes');
    expect(answerWords(kLegPain, { text: 'unknown' })).toBe('I am not sure');
    expect(answerWords(since, { text: '2', unit: 'months' })).toBe('2 months');
    expect(answerWords(born, { day: '7', month: '3', year: '1951' })).toContain('1951');
    expect(answerWords(kLegPain, undefined)).toBe('');
  });
});
