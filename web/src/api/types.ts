// Short names for the contract's shapes (schema.gen.ts is made from schema/openapi/plexus.yaml).
// Must not describe anything that the contract does not.
import type { components } from './schema.gen.ts';

type Schemas = components['schemas'];

export type Urgency = Schemas['Urgency'];
export type AnswerValue = Schemas['AnswerValue'];
export type Question = Schemas['Question'];
export type QuestionOption = Schemas['QuestionOption'];
export type Finding = Schemas['Finding'];
export type Routing = Schemas['Routing'];
export type Specialist = Schemas['RoutedSpecialist'];
export type Diagnostic = Schemas['RoutedDiagnostic'];
export type IntakeInput = Schemas['IntakeInput'];
export type PatientFacts = Schemas['IntakePatient'];
export type ProtocolGroup = Schemas['Protocol']['groups'][number];
export type Intake = Schemas['Intake'];
export type IntakeCreated = Schemas['IntakeCreated'];
export type Evidence = Schemas['Evidence'];
export type Explanation = Schemas['Explanation'];
export type ClinicianExplanation = Schemas['ClinicianExplanation'];
export type Handover = Schemas['Handover'];

export type PlanStep = Schemas['Step'];
export type Itinerary = Schemas['Itinerary'];
export type ItinerarySearch = Schemas['ItinerarySearch'];
export type ItineraryPage = Schemas['ItineraryPage'];
export type Objective = NonNullable<ItinerarySearch['objective']>;
export type StepInput = Schemas['StepInput'];
export type Hold = Schemas['Hold'];
export type HoldCreated = Schemas['HoldCreated'];
export type Visit = Schemas['BookedVisit'];
export type Booking = Schemas['BookingCreated'];

export type Location = Schemas['Location'];
export type Practitioner = Schemas['Practitioner'];
export type Service = Schemas['Service'];

export type AppointmentStatus = Schemas['AppointmentStatus'];
export type CancelReason = Schemas['CancelReason'];
export type Appointment = Schemas['Appointment'];
export type AppointmentChange = Schemas['AppointmentChange'];
export type Session = Schemas['Session'];

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The contract's PatientInput: at least one of phone and e-mail, which the page checks. */
export interface PatientDetails {
  given_name: string;
  family_name: string;
  birth_date: string;
  phone?: string;
  email?: string;
}
