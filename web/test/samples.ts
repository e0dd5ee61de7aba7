// Small values of the contract's shapes, whole enough for the pages.
import type { Appointment, IntakeCreated, Itinerary, Question, Routing } from '../src/api/types.ts';
import { type AskedPage, type Flow, kStart } from '../src/patient/flow.ts';

export function question(part: Partial<Question> & Pick<Question, 'id' | 'kind'>): Question {
  return { text: `About ${part.id}?`, help: null, why: null, safety: false, page: 1, ...part };
}

export const kAge = question({
  id: 'age',
  kind: 'integer',
  min: 0,
  max: 120,
  answer_at: '/patient/age',
});
export const kBladder = question({
  id: 'sphincter_saddle',
  kind: 'group',
  safety: true,
  options: [
    { value: 'numbness_saddle', text: 'Numb between the legs' },
    { value: 'urinary_retention_new', text: 'I cannot pee' },
  ],
});
export const kLegPain = question({ id: 'leg_pain', kind: 'boolean' });

export function routing(part: Partial<Routing> = {}): Routing {
  return {
    urgency: 'routine',
    within_hours: 1008,
    book_by: '2027-01-04T09:00:00+01:00',
    emergency: null,
    callback: null,
    flags: [],
    specialists: [],
    diagnostics: [],
    not_offered: [],
    protocol: { id: 'back_numbness', version: '1.0.0' },
    ...part,
  };
}

export function intake(part: Partial<IntakeCreated> = {}): IntakeCreated {
  return {
    id: 'I1',
    token: 'secret',
    complete: false,
    provisional: true,
    findings: [],
    questions: [kAge, { ...kBladder, page: 2 }, { ...kLegPain, page: 3 }],
    pages: [1, 2, 3].map((page) => ({ page, title: null, why: null })),
    routing: routing(),
    ...part,
  };
}

export function pageOf(...questions: Question[]): AskedPage {
  return { title: null, why: null, questions };
}

/** In the middle of the dialogue: the age is given, the bladder page comes next. */
export function halfway(part: Partial<Flow> = {}): Flow {
  return {
    ...kStart,
    complaint: 'numb leg',
    intake: { id: 'I1', token: 'secret' },
    latest: intake({
      questions: [kBladder, { ...kLegPain, page: 2 }],
      pages: [1, 2].map((page) => ({ page, title: null, why: null })),
    }),
    asked: [pageOf(kAge)],
    entries: { age: { text: '45' } },
    ...part,
  };
}

export function plan(...starts: string[]): Itinerary {
  const steps = starts.map((start) => ({
    service: 'consultation_neurologist' as const,
    region: null,
    start,
    end: start,
    location: 'L1',
    practitioner: null,
    resources: [],
  }));
  return { steps, visits: steps.length, finishes_at: starts.at(-1) ?? '' };
}

export function visit(part: Partial<Appointment> = {}): Appointment {
  return {
    id: 'V1',
    booking: 'B1',
    reference: 'K7QM-42XD',
    service: 'mri',
    region: 'spine_lumbosacral',
    status: 'booked',
    version: 1,
    start: '2026-12-01T09:30:00+01:00',
    end: '2026-12-01T10:15:00+01:00',
    location: 'L1',
    practitioner: null,
    resources: [],
    patient: { id: 'P1', given_name: 'Anna', family_name: 'Bergman', birth_date: '1974-03-12' },
    ...part,
  };
}
