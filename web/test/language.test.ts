import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messagesOf } from '../scripts/icu-plugin.ts';
import { addMessages, currentLanguage, maybe, t, useMessages } from '../src/i18n/text.ts';
import { answerWords, withinWords } from '../src/patient/advice.ts';
import { isLanguage, kLanguages, preferredOf, speak } from '../src/patient/language.ts';
import { useEnglish } from './english.ts';
import { question } from './samples.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(`i18n/${name}.json`, 'utf8')) as Record<string, string>;

afterEach(() => {
  useEnglish();
  document.documentElement.lang = 'en';
  vi.restoreAllMocks();
});

describe('the language of the pages', () => {
  it('is the first of the browser that they speak', () => {
    expect(preferredOf(['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(preferredOf(['en-GB', 'ru'])).toBe('en');
    expect(preferredOf(['RU'])).toBe('ru');
    expect(preferredOf(['fr', 'constructor', ''])).toBe('en');
    expect(preferredOf([])).toBe('en');
  });

  it('is said to the browser, and back again', async () => {
    expect(await speak('ru')).toBe('ru');
    expect(document.documentElement.lang).toBe('ru');
    expect(currentLanguage()).toBe('ru');
    expect(t('patient.continue')).toBe('Дальше');
    expect(await speak('en')).toBe('en');
    expect(document.documentElement.lang).toBe('en');
    expect(t('patient.continue')).toBe('Continue');
  });

  it('has its parts too, which English words that come later do not cover', async () => {
    await speak('ru');
    addMessages(messagesOf('sheet', read('en')));
    expect(t('sheet.print')).toBe('Напечатать');
    expect(maybe('staff.title')).toBeNull();
  });
});

describe('each language', () => {
  const others = Object.keys(kLanguages).filter((tag) => tag !== 'en');

  it('has every message that a patient may see, and no more', () => {
    const wanted = Object.keys(read('en')).filter((key) => !key.startsWith('staff.'));
    for (const tag of others) expect(Object.keys(read(tag)).sort()).toEqual(wanted.sort());
    expect(isLanguage('ru')).toBe(true);
  });

  it('leaves no message in English', () => {
    const english = read('en');
    const same = ['brand', 'emergencyNumber', 'withRegion', 'patient.times.step'];
    for (const tag of others) {
      const words = read(tag);
      const left = Object.keys(words).filter((key) => words[key] === english[key]);
      expect(left.sort()).toEqual([...same].sort());
    }
  });
});

describe('Russian', () => {
  it('counts as people do', () => {
    useMessages(messagesOf('patient', read('ru'), true), 'ru');
    expect(withinWords(24)).toBe('в течение 24 часов');
    expect(withinWords(24 * 14)).toBe('в течение 2 недель');
    expect(withinWords(24 * 5)).toBe('в течение 5 дней');
    const asked = question({ id: 'd', kind: 'duration' });
    const said = (text: string) => answerWords(asked, { text, unit: 'months' });
    expect(['1', '2', '5', '1.5'].map(said)).toEqual([
      '1 месяц',
      '2 месяца',
      '5 месяцев',
      '1.5 месяца',
    ]);
    expect(t('patient.question.days')).toBe('дней');
  });
});
