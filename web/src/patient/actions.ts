// What the patient's pages do: calls to the server and the change of the flow that follows.
// Must not draw; faults of the server pass through as exceptions for the page to say.
import { newKey, serverNow } from '../api/client.ts';
import { hasSlug, Problem } from '../api/problem.ts';
import type {
  Intake,
  IntakeCreated,
  IntakeInput,
  Itinerary,
  PatientDetails,
  Question,
} from '../api/types.ts';
import * as data from '../data/patient.ts';
import { civilDay } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/text.ts';
import { type Entry, inputOf } from './answers.ts';
import { type Flow, kStart, wholeInput, withAnswered, withIntake } from './flow.ts';
import { currentFlow, setFlow } from './store.ts';

export function todayIn(zone: string): string {
  return civilDay(new Date(serverNow()), zone);
}

/** Frees held times at once; should it fail, the server frees them when they run out. */
function letGo(flow: Flow): void {
  if (flow.hold && !flow.booking) data.dropHold(flow.hold).catch(() => undefined);
}

/** Tells the intake something new; an intake that the server no longer knows is told everything. */
async function tell(input: IntakeInput, whole: IntakeInput): Promise<Intake | IntakeCreated> {
  const { intake } = currentFlow();
  if (!intake) return data.createIntake(whole);
  try {
    return await data.changeIntake(intake, input);
  } catch (error) {
    const gone = error instanceof Problem && (error.status === 401 || error.status === 404);
    if (!gone) throw error;
    return data.createIntake(whole);
  }
}

export async function submitWords(complaint: string, forOther: boolean): Promise<Flow> {
  letGo(currentFlow());
  const afresh = currentFlow().booking !== null;
  const flow = setFlow((now) => ({ ...(afresh ? kStart : now), complaint, forOther }));
  const language = currentLanguage();
  const whole = wholeInput(flow, language, todayIn('UTC'));
  const intake = await tell({ complaint, language }, whole);
  return setFlow((now) => withIntake(now, intake));
}

export async function submitAnswer(
  number: number,
  question: Question,
  entry: Entry,
  value: Parameters<typeof inputOf>[1],
): Promise<Flow> {
  letGo(currentFlow());
  // Kept before it is sent: a lost connection must not lose the answer.
  setFlow((now) => ({ ...now, entries: { ...now.entries, [question.id]: entry } }));
  const answered = withAnswered(currentFlow(), number, question, entry);
  const whole = wholeInput(answered, currentLanguage(), todayIn('UTC'));
  const intake = await tell(inputOf(question, value), whole);
  return setFlow((now) => withIntake(withAnswered(now, number, question, entry), intake));
}

export async function choosePlan(plan: Itinerary): Promise<void> {
  const { intake } = currentFlow();
  if (!intake) return;
  // The old times go only when the new ones are held: a lost race must not cost both.
  const old = currentFlow();
  const hold = await data.createHold(plan.steps, intake, newKey());
  setFlow((now) => ({
    ...now,
    hold,
    plan: { steps: hold.steps?.length ? hold.steps : plan.steps, visits: plan.visits },
    holdExtended: false,
    lost: null,
    bookingKey: newKey(),
  }));
  letGo(old);
}

export async function extend(): Promise<void> {
  const { hold } = currentFlow();
  if (!hold) return;
  try {
    const longer = await data.extendHold(hold, newKey());
    setFlow((now) => ({
      ...now,
      hold: now.hold ? { ...now.hold, expires_at: longer.expires_at } : null,
      holdExtended: true,
    }));
  } catch (error) {
    if (hasSlug(error, 'hold-extended')) setFlow((now) => ({ ...now, holdExtended: true }));
    throw error;
  }
}

export function loseHold(why: 'hold-expired' | 'slot-taken'): void {
  setFlow((now) => ({ ...now, hold: null, plan: null, lost: why, bookingKey: null }));
}

export async function book(): Promise<void> {
  const { hold, patient, bookingKey } = currentFlow();
  if (!hold || !patient) return;
  const key = bookingKey ?? newKey();
  setFlow((now) => ({ ...now, bookingKey: key }));
  try {
    const booking = await data.createBooking({ hold, patient }, key);
    setFlow((now) => ({ ...now, booking, hold: null, bookingKey: null }));
  } catch (error) {
    // A clear no makes the next try another request; silence and trouble keep the key.
    const refused = error instanceof Problem && error.status < 500 && error.slug !== 'in-progress';
    if (refused) setFlow((now) => ({ ...now, bookingKey: newKey() }));
    throw error;
  }
}

export function keepDetails(patient: PatientDetails): void {
  setFlow((now) => ({ ...now, patient, bookingKey: newKey() }));
}
