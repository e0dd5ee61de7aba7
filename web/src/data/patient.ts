// Every call that a patient's page makes. Must not hold state: tokens come in with the call.
import { request } from '../api/client.ts';
import { requestAll } from '../api/pages.ts';
import type {
  Booking,
  Explanation,
  Handover,
  Hold,
  HoldCreated,
  Intake,
  IntakeCreated,
  IntakeInput,
  ItineraryPage,
  ItinerarySearch,
  Location,
  Objective,
  PatientDetails,
  PlanStep,
  Practitioner,
  Service,
  StepInput,
} from '../api/types.ts';

export interface IntakeRef {
  id: string;
  token: string;
}

export async function createIntake(input: IntakeInput): Promise<IntakeCreated> {
  return (await request<IntakeCreated>('POST', '/intakes', { body: input })).data;
}

export async function changeIntake(intake: IntakeRef, input: IntakeInput): Promise<Intake> {
  const path = `/intakes/${encodeURIComponent(intake.id)}`;
  return (await request<Intake>('PATCH', path, { body: input, token: intake.token })).data;
}

async function readOf<T>(intake: IntakeRef, what: string): Promise<T> {
  const path = `/intakes/${encodeURIComponent(intake.id)}/${what}`;
  return (await request<T>('GET', path, { token: intake.token })).data;
}

export function readExplanation(intake: IntakeRef): Promise<Explanation> {
  return readOf<Explanation>(intake, 'explanation');
}

export function readHandover(intake: IntakeRef): Promise<Handover> {
  return readOf<Handover>(intake, 'handover');
}

export interface PlanQuery {
  intake: IntakeRef;
  objective: Objective;
  /** Also the tests that wait for the doctor's word. */
  reserved: boolean;
  notBefore?: string | undefined;
  limit: number;
}

export async function searchPlans(query: PlanQuery): Promise<ItineraryPage> {
  const body: ItinerarySearch = {
    intake: query.intake.id,
    intake_token: query.intake.token,
    objective: query.objective,
    limit: query.limit,
    ...(query.reserved ? { include_reserved: true } : {}),
    ...(query.notBefore ? { not_before: query.notBefore } : {}),
  };
  return (await request<ItineraryPage>('POST', '/itineraries/search', { body })).data;
}

/** What the contract takes back of a step: its end and its resources are the server's to choose. */
function stepToHold(step: PlanStep): StepInput {
  const { service, region, contrast, start, location, practitioner } = step;
  return {
    service,
    start,
    location,
    ...(region ? { region } : {}),
    ...(contrast ? { contrast } : {}),
    ...(practitioner ? { practitioner } : {}),
  };
}

export async function createHold(
  steps: PlanStep[],
  intake: IntakeRef,
  key: string,
): Promise<HoldCreated> {
  const body = { steps: steps.map(stepToHold), intake: intake.id, intake_token: intake.token };
  return (await request<HoldCreated>('POST', '/holds', { body, idempotencyKey: key })).data;
}

export async function extendHold(hold: HoldCreated, key: string): Promise<Hold> {
  const path = `/holds/${encodeURIComponent(hold.id)}/extend`;
  return (await request<Hold>('POST', path, { token: hold.token, idempotencyKey: key })).data;
}

export async function dropHold(hold: HoldCreated): Promise<void> {
  await request('DELETE', `/holds/${encodeURIComponent(hold.id)}`, { token: hold.token });
}

export interface BookingInput {
  hold: HoldCreated;
  patient: PatientDetails;
}

export async function createBooking(input: BookingInput, key: string): Promise<Booking> {
  const body = {
    hold: input.hold.id,
    hold_token: input.hold.token,
    patient: input.patient,
  };
  return (await request<Booking>('POST', '/bookings', { body, idempotencyKey: key })).data;
}

export function listLocations(): Promise<Location[]> {
  return requestAll<Location>('/locations');
}

export function listPractitioners(): Promise<Practitioner[]> {
  return requestAll<Practitioner>('/practitioners');
}

export function listServices(): Promise<Service[]> {
  return requestAll<Service>('/services');
}
