import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, civilDay, dayOf, localeFor, partOfDay, timeOf } from '../src/i18n/format.ts';
import { useEnglish } from './english.ts';

beforeAll(() => {
  useEnglish();
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
});

describe('times', () => {
  it('are those of the site, wherever the device is', () => {
    expect(timeOf('2026-12-01T08:30:00Z', 'Europe/Amsterdam')).toBe('9:30');
    expect(timeOf('2026-12-01T08:30:00Z', 'America/New_York')).toBe('3:30');
    expect(dayOf('2026-12-01T23:30:00Z', 'Europe/Amsterdam', 'long')).toMatch(/^Wednesday.* 2 Dec/);
  });

  it('name the zone where the clocks change, and nowhere else', () => {
    // Lord Howe moves by half an hour on 2027-10-03 at 02:00.
    expect(timeOf('2027-10-02T15:15:00Z', 'Australia/Lord_Howe')).toMatch(/\s\S+/);
    expect(timeOf('2026-10-25T00:30:00Z', 'Europe/London')).toContain('BST');
    expect(timeOf('2026-10-25T01:30:00Z', 'Europe/London')).toContain('GMT');
    expect(timeOf('2026-10-27T09:00:00Z', 'Europe/London')).toBe('9:00');
  });

  it('belong to a part of the day by the clock of the site', () => {
    expect(partOfDay('2026-12-01T11:59:00+01:00', 'Europe/Amsterdam')).toBe('morning');
    expect(partOfDay('2026-12-01T12:00:00+01:00', 'Europe/Amsterdam')).toBe('afternoon');
    expect(partOfDay('2026-12-01T17:00:00+01:00', 'Europe/Amsterdam')).toBe('evening');
  });
});

describe('civil days', () => {
  it('are counted without clock changes', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  it('are those of the site', () => {
    expect(civilDay('2026-12-01T23:30:00Z', 'Europe/Amsterdam')).toBe('2026-12-02');
    expect(civilDay('2026-12-01T23:30:00Z', 'America/New_York')).toBe('2026-12-01');
    expect(civilDay('2026-12-01T00:00:00+01:00', 'Europe/Amsterdam')).toBe('2026-12-01');
  });
});

describe('localeFor', () => {
  it.each([
    ['en', ['en-US', 'de'], 'en-US'],
    ['en', ['de-DE', 'en-AU'], 'en-AU'],
    ['en', ['de-DE'], 'en-GB'],
    ['en', ['en'], 'en-GB'],
    ['ru', ['en-US'], 'ru'],
  ])('%s for a reader of %o is %s', (language, preferred, locale) => {
    expect(localeFor(language, preferred)).toBe(locale);
  });
});
