// Names of sites, practitioners and services, fetched once and shared by all pages.
// Must not fail a page: what cannot be fetched is shown by its code word or left out.
import { useEffect, useState } from 'preact/hooks';
import type { Diagnostic, Location, PlanStep, Practitioner, Service } from '../api/types.ts';
import { listLocations, listPractitioners, listServices } from '../data/patient.ts';
import { maybe, t } from '../i18n/text.ts';
import { serviceWords } from '../i18n/words.ts';
import type { Flow } from './flow.ts';

export interface Directory {
  locations: Location[];
  practitioners: Practitioner[];
  services: Service[];
}

const kEmpty: Directory = { locations: [], practitioners: [], services: [] };
let known: Directory = kEmpty;
let asking = false;
const listeners = new Set<() => void>();

async function ask(): Promise<void> {
  const [locations, practitioners, services] = await Promise.all([
    listLocations().catch(() => known.locations),
    listPractitioners().catch(() => known.practitioners),
    listServices().catch(() => known.services),
  ]);
  known = { locations, practitioners, services };
  for (const tell of listeners) tell();
}

function isWhole({ locations, practitioners, services }: Directory): boolean {
  return locations.length > 0 && practitioners.length > 0 && services.length > 0;
}

/** Asks again on each page that needs it until all of it is known. */
export function useDirectory(): Directory {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tell = () => redraw((count) => count + 1);
    listeners.add(tell);
    if (!isWhole(known) && !asking) {
      asking = true;
      ask().finally(() => {
        asking = false;
      });
    }
    return () => {
      listeners.delete(tell);
    };
  }, []);
  return known;
}

export function locationOf(directory: Directory, id: string): Location | undefined {
  return directory.locations.find((each) => each.id === id);
}

/** The zone of a site; before the sites are known, UTC would be wrong, so the first known site's. */
export function zoneOf(directory: Directory, id?: string): string {
  const site = id ? locationOf(directory, id) : undefined;
  return site?.zone ?? directory.locations[0]?.zone ?? 'UTC';
}

export function clinicPhone(directory: Directory): string | null {
  return directory.locations.find((each) => each.phone)?.phone ?? null;
}

/**
 * What to dial in an emergency: what the advice itself says, else the number of the site `id`, else
 * of any site; the number of the messages is for the moment before the sites are known.
 */
export function emergencyNumber(flow: Flow, directory: Directory, id?: string): string {
  const site = id ? locationOf(directory, id) : undefined;
  const listed = directory.locations.find((each) => each.emergency_number);
  return (
    flow.latest?.routing.emergency?.number ||
    site?.emergency_number ||
    listed?.emergency_number ||
    t('emergencyNumber')
  );
}

export function serviceName(directory: Directory, code: string, region?: string | null): string {
  const listed = directory.services.find((each) => each.id === code)?.name;
  return serviceWords(code, region, listed);
}

/** Something the protocol left out is a test or a doctor. */
export function offerName(directory: Directory, code: string): string {
  return maybe(`specialty.${code}`) ?? serviceName(directory, code);
}

export function testName(directory: Directory, test: Diagnostic): string {
  return serviceName(directory, test.service, test.region);
}

export function practitionerOf(directory: Directory, step: PlanStep): string | null {
  const id = step.practitioner;
  if (!id) return null;
  const listed = directory.practitioners.find((each) => each.id === id)?.name;
  return listed ?? step.resources?.find((each) => each.id === id)?.name ?? null;
}

export function preparationOf(directory: Directory, step: { service: string }): string | null {
  return directory.services.find((each) => each.id === step.service)?.preparation ?? null;
}
