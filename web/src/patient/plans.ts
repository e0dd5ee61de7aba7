// Arranges found plans by day for reading. Pure.
import type { Itinerary, PlanStep } from '../api/types.ts';
import { addDays, civilDay, type PartOfDay, partOfDay } from '../i18n/format.ts';

/** Visits lie on whole cells of five minutes. */
const kCellMs = 5 * 60_000;

export interface DayOfPlans {
  day: string;
  /** An instant of that day, for formatting. */
  at: string;
  zone: string;
  parts: { part: PartOfDay; plans: Itinerary[] }[];
}

/** The same times twice are one plan to a person, whatever room each would use. */
export function planKey(plan: Itinerary): string {
  const each = (step: PlanStep) =>
    [step.service, step.region, step.start, step.location, step.practitioner].join(' ');
  return plan.steps.map(each).join(' | ');
}

export interface Trip {
  zone: string;
  location: string;
  steps: PlanStep[];
}

/** Visits one after the other on one day at one site: the person comes once. */
export function tripsOf(steps: readonly PlanStep[], zoneOf: (location: string) => string): Trip[] {
  const trips: Trip[] = [];
  for (const step of steps) {
    const zone = zoneOf(step.location);
    const last = trips.at(-1);
    const at = last?.steps[0]?.start;
    const same = last?.location === step.location && at !== undefined;
    if (same && civilDay(at, zone) === civilDay(step.start, zone)) last.steps.push(step);
    else trips.push({ zone, location: step.location, steps: [step] });
  }
  return trips;
}

export function withoutRepeats(plans: readonly Itinerary[]): Itinerary[] {
  const seen = new Map(plans.map((plan) => [planKey(plan), plan] as const));
  return [...seen.values()];
}

/** Days in order; within a day by time and then in the server's order, best first. */
export function byDay(
  plans: readonly Itinerary[],
  zoneOf: (location: string) => string,
): DayOfPlans[] {
  const days = new Map<string, DayOfPlans>();
  const inTime = [...plans].sort((left, right) => startOf(left) - startOf(right));
  for (const plan of inTime) {
    const first = plan.steps[0];
    if (!first) continue;
    const zone = zoneOf(first.location);
    const day = civilDay(first.start, zone);
    const part = partOfDay(first.start, zone);
    const found = days.get(day) ?? { day, at: first.start, zone, parts: [] };
    days.set(day, found);
    const group = found.parts.find((each) => each.part === part);
    if (group) group.plans.push(plan);
    else found.parts.push({ part, plans: [plan] });
  }
  return [...days.values()].sort((left, right) => left.day.localeCompare(right.day));
}

/** The first `most` plans over all parts of a day; parts left empty are dropped. */
export function firstOf(parts: DayOfPlans['parts'], most: number): DayOfPlans['parts'] {
  let room = most;
  return parts.flatMap(({ part, plans }) => {
    const kept = plans.slice(0, room);
    room -= kept.length;
    return kept.length > 0 ? [{ part, plans: kept }] : [];
  });
}

function startOf(plan: Itinerary): number {
  return Date.parse(plan.steps[0]?.start ?? '');
}

/** Where the next page of plans begins: after the last time, or the day after for whole plans. */
export function nextFrom(days: readonly DayOfPlans[]): string | null {
  const last = days.at(-1);
  const plans = last?.parts.flatMap((each) => each.plans) ?? [];
  const plan = plans.at(-1);
  if (!last || !plan) return null;
  if (plan.steps.length > 1) return midnightOf(addDays(last.day, 1), last.at);
  return new Date(startOf(plan) + kCellMs).toISOString();
}

/** Midnight of a civil day at a site, as an instant with the offset that the site had at `near`. */
function midnightOf(day: string, near: string): string {
  return `${day}T00:00:00${/(Z|[+-]\d\d:\d\d)$/.exec(near)?.[0] ?? 'Z'}`;
}

/** The `alternatives` of a refused hold: slots for one step, whole plans for more. */
export function alternativesOf(raw: readonly unknown[], wanted: readonly PlanStep[]): Itinerary[] {
  return raw.flatMap((each) => {
    const item = each as Partial<Itinerary> & Partial<PlanStep>;
    if (Array.isArray(item.steps)) return [item as Itinerary];
    const step = wanted[0];
    if (!step || !item.start || !item.end || !item.location) return [];
    const moved: PlanStep = { ...step, ...(item as PlanStep), service: step.service };
    return [{ steps: [moved], visits: 1, finishes_at: moved.end }];
  });
}
