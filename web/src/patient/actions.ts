// What the patient's pages do: calls to the server and the change of the flow that follows.
// Must not draw; faults of the server pass through as exceptions for the page to say.
import { newKey, serverNow } from '../api/client.ts';
import { hasSlug, Problem } from '../api/problem.ts';
import type {
  Finding,
  Intake,
  IntakeCreated,
  IntakeInput,
  Itinerary,
  PatientDetails,
} from '../api/types.ts';
import * as data from '../data/patient.ts';
import { civilDay } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/text.ts';
import type { Entry } from './answers.ts';
import { type AskedPage, type Flow, kStart, wholeInput, withAnswered, withIntake } from './flow.ts';
import { type Language, speak } from './language.ts';
import { currentFlow, setFlow } from './store.ts';

export async function chooseLanguage(wanted: Language): Promise<void> {
  const language = await speak(wanted);
  setFlow((now) => ({ ...now, language }));
}

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
  const language = currentLanguage() as Language;
  // From here on the pages speak the language of the intake, whatever the browser prefers later.
  const flow = setFlow((now) => ({ ...(afresh ? kStart : now), language, complaint, forOther }));
  const whole = wholeInput(flow, language, todayIn('UTC'));
  const intake = await tell({ complaint, language }, whole);
  return setFlow((now) => withIntake(now, intake));
}

/** One call for a whole page. */
export async function submitPage(
  number: number,
  page: AskedPage,
  entries: Record<string, Entry>,
  input: IntakeInput,
): Promise<Flow> {
  letGo(currentFlow());
  // Kept before it is sent: a lost connection must not lose the answers.
  setFlow((now) => ({ ...now, entries: { ...now.entries, ...entries } }));
  // A box on the page speaks anew for what was taken back before.
  const corrections = { ...currentFlow().corrections };
  for (const { value } of page.questions.flatMap((each) => each.options ?? [])) {
    if (typeof value !== 'string' || !corrections[value]) continue;
    delete corrections[value];
    input.answers = { ...input.answers, [value]: null };
  }
  setFlow((now) => ({ ...now, corrections }));
  const answered = withAnswered(currentFlow(), number, page, entries);
  const whole = wholeInput(answered, currentLanguage(), todayIn('UTC'));
  const intake = await tell(input, whole);
  return setFlow((now) => withIntake(withAnswered(now, number, page, entries), intake));
}

/** Takes back what was read in the words, or takes the taking back. */
export async function correct(finding: Finding | null, id: string): Promise<Flow> {
  letGo(currentFlow());
  const { [id]: _, ...rest } = currentFlow().corrections;
  // A number that was read wrongly has no opposite: it is not known then.
  const value = finding && typeof finding.value === 'number' ? 'unknown' : 'absent';
  const corrections = finding ? { ...rest, [id]: { text: finding.text, value } as const } : rest;
  const whole = wholeInput({ ...currentFlow(), corrections }, currentLanguage(), todayIn('UTC'));
  const intake = await tell({ answers: { [id]: finding ? value : null } }, whole);
  return setFlow((now) => withIntake({ ...now, corrections }, intake));
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
