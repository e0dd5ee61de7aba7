// Every call that the front desk's pages make. Must not hold state: the session's token comes in.
import { type Method, newKey, type RequestOptions, request } from '../api/client.ts';
import { requestAll } from '../api/pages.ts';
import type {
  Appointment,
  AppointmentChange,
  AppointmentStatus,
  CancelReason,
  Explanation,
  Intake,
  IntakeInput,
  Location,
  Practitioner,
  ProtocolGroup,
  Question,
  Session,
} from '../api/types.ts';

function ask<T>(method: Method, path: string, options: RequestOptions = {}) {
  return request<T>(method, path, { ...options, asStaff: true });
}

export async function readSession(): Promise<Session> {
  return (await ask<Session>('GET', '/session')).data;
}

export async function openSession(username: string, password: string): Promise<Session> {
  return (await ask<Session>('POST', '/session', { body: { username, password } })).data;
}

export async function closeSession(csrf: string): Promise<void> {
  await ask('DELETE', '/session', { csrf });
}

function all<T>(path: string, query: Record<string, string> = {}): Promise<T[]> {
  return requestAll<T>(path, { query, asStaff: true });
}

export function listSites(): Promise<Location[]> {
  return all<Location>('/locations');
}

export function listPractitioners(): Promise<Practitioner[]> {
  return all<Practitioner>('/practitioners');
}

/** Visits at a site that touch the civil days from `from` to before `to`. */
export function listVisits(location: string, from: string, to: string): Promise<Appointment[]> {
  return all<Appointment>('/appointments', { location, from, to });
}

/** Begun at the front desk: the session opens it, so its token is not kept. */
export async function startIntake(input: IntakeInput, csrf: string): Promise<Intake> {
  return (await ask<Intake>('POST', '/intakes', { body: input, csrf })).data;
}

export async function changeIntake(id: string, input: IntakeInput, csrf: string): Promise<Intake> {
  const path = `/intakes/${encodeURIComponent(id)}`;
  return (await ask<Intake>('PATCH', path, { body: input, csrf })).data;
}

/** Every question that the protocol has, to be asked in any order. */
export async function readProtocol(
  id: string,
): Promise<{ groups: ProtocolGroup[]; questions: Question[] }> {
  const path = `/protocols/${encodeURIComponent(id)}`;
  const { groups, questions } = (
    await ask<{ groups: ProtocolGroup[]; questions: Question[] }>('GET', path)
  ).data;
  return { groups, questions };
}

export async function readExplanation(intake: string): Promise<Explanation> {
  const path = `/intakes/${encodeURIComponent(intake)}/explanation`;
  return (await ask<Explanation>('GET', path)).data;
}

export interface Change {
  visit: Appointment;
  /** One key for one intention: asking again after silence changes the visit once. */
  key: string;
}

export function changeOf(visit: Appointment): Change {
  return { visit, key: newKey() };
}

async function write(change: Change, verb: string, body: unknown, csrf: string) {
  const path = `/appointments/${encodeURIComponent(change.visit.id)}/${verb}`;
  const ifMatch = `"${change.visit.version}"`;
  const options = { body, csrf, ifMatch, idempotencyKey: change.key };
  return (await ask<AppointmentChange>('POST', path, options)).data.appointment;
}

export function setStatus(
  change: Change,
  status: AppointmentStatus,
  csrf: string,
): Promise<Appointment> {
  return write(change, 'status', { status }, csrf);
}

export function cancelVisit(
  change: Change,
  reason: CancelReason,
  csrf: string,
): Promise<Appointment> {
  return write(change, 'cancel', { reason }, csrf);
}
