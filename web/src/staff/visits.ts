// What a visit allows and how a day of visits is read. Pure.
// Must not decide: the server's transition table does; this only spares people a refusal.
import type { Appointment, AppointmentStatus, CancelReason } from '../api/types.ts';

export type Step = 'booked' | 'arrived' | 'checked-in' | 'fulfilled' | 'noshow' | 'cancelled';

const kNext: Partial<Record<AppointmentStatus, Step[]>> = {
  pending: ['booked', 'cancelled'],
  booked: ['arrived', 'checked-in', 'noshow', 'cancelled'],
  arrived: ['checked-in', 'noshow', 'cancelled'],
  'checked-in': ['fulfilled'],
};

/** The steps that lead on from a status; the first is the usual one. */
export function nextSteps(status: AppointmentStatus): Step[] {
  return kNext[status] ?? [];
}

export const kCancelReasons: CancelReason[] = [
  'patient_request',
  'illness',
  'clinic_request',
  'staff_absent',
  'equipment_failure',
  'no_longer_needed',
  'duplicate',
  'other',
];

export function isGone(visit: Appointment): boolean {
  return visit.status === 'cancelled' || visit.status === 'entered-in-error';
}

export function nameOf(visit: Appointment): string {
  return `${visit.patient.given_name} ${visit.patient.family_name}`.trim();
}

export function practitionerName(visit: Appointment): string {
  return visit.resources.find((each) => each.id === visit.practitioner)?.name ?? '';
}

const kPlaces = /_(room|scanner|chair|machine)$/;

/** Rooms and machines, not people: where to send the patient. */
export function roomNames(visit: Appointment): string {
  const places = visit.resources.filter((each) => kPlaces.test(each.role));
  return places.map((each) => each.name).join(', ');
}

export function inOrder(visits: readonly Appointment[]): Appointment[] {
  return [...visits].sort(
    (left, right) =>
      Date.parse(left.start) - Date.parse(right.start) || left.id.localeCompare(right.id),
  );
}

/** Keeps the newer of two views of a visit: an answer may arrive after a later reload. */
export function withVisit(visits: readonly Appointment[], changed: Appointment): Appointment[] {
  return visits.map((visit) =>
    visit.id === changed.id && visit.version <= changed.version ? changed : visit,
  );
}
