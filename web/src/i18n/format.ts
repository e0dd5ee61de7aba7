// Every date, time and number that a person reads is made here, in the site's zone.
// Must not use the device's zone or do arithmetic on local times.
import { currentLanguage } from './text.ts';

const kCache = new Map<string, Intl.DateTimeFormat>();

/** Words follow the chosen language; 9:30 or 9:30 am follow the reader's own region of it. */
export function localeFor(language: string, preferred: readonly string[]): string {
  const own = preferred.find((tag) => tag === language || tag.startsWith(`${language}-`));
  return own && own !== language ? own : language === 'en' ? 'en-GB' : language;
}

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const preferred = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  const locale = localeFor(currentLanguage(), preferred);
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let found = kCache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    kCache.set(key, found);
  }
  return found;
}

/** "9:10", with the zone's name where the clocks change within half a day. */
export function timeOf(instant: string, zone: string): string {
  const at = new Date(instant);
  const named = clocksChangeNear(at, zone) ? { timeZoneName: 'short' as const } : {};
  return formatter(zone, { hour: 'numeric', minute: '2-digit', ...named }).format(at);
}

/** "Tuesday 1 December"; the year only when asked. */
export function dayOf(instant: string, zone: string, style: 'long' | 'short' | 'full'): string {
  const long = style !== 'short';
  return formatter(zone, {
    weekday: long ? 'long' : 'short',
    day: 'numeric',
    month: long ? 'long' : 'short',
    ...(style === 'full' ? { year: 'numeric' } : {}),
  }).format(new Date(instant));
}

/** "1 December 1980" of a civil date, which has no zone. */
export function civilDate(date: string, weekday = false): string {
  return formatter('UTC', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(weekday ? { weekday: 'long' } : {}),
  }).format(new Date(`${date}T12:00:00Z`));
}

/** "1 Dec 1980", for lists. */
export function shortDate(date: string): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return formatter('UTC', parts).format(new Date(`${date}T12:00:00Z`));
}

function partsOf(instant: Date, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** The civil date at the site, `2026-12-01`. */
export function civilDay(instant: string | Date, zone: string): string {
  const parts = partsOf(new Date(instant), zone);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

export function partOfDay(instant: string, zone: string): PartOfDay {
  const hour = Number(partsOf(new Date(instant), zone).hour);
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
}

/** Civil dates are counted in UTC, where every day has 24 hours. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function offsetAt(instant: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

const kHalfDayMs = 12 * 3600 * 1000;

function clocksChangeNear(at: Date, zone: string): boolean {
  const before = offsetAt(new Date(at.getTime() - kHalfDayMs), zone);
  return before !== offsetAt(new Date(at.getTime() + kHalfDayMs), zone);
}
