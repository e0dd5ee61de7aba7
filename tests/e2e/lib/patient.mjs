// Plays a patient: knows who they are and what they would answer, whatever is asked.
import assert from 'node:assert/strict';
import { assertFits, assertTargets, base, look } from './browser.mjs';

/** 45 years, male; a numb lower back and left leg for two months, nothing dangerous. */
export const kLeftLeg = {
  complaint:
    'My lower back and left leg have been numb for two months after lifting, ' +
    'no trouble peeing, no fever',
  facts: { '/patient/age': '45', '/patient/sex': 'male', '/patient/pregnant': 'false' },
  present: new Set(['numbness_leg_foot', 'numbness_localized_back', 'back_pain_low', 'worse_lifting']),
  months: '2',
  severity: '4',
  /** Looked for in the options of a choice of several; the first that is there is taken. */
  choices: ['leg', 'foot', 'lower_back', 'spine_lumbosacral'],
};

/** 58 years, female; numb feet and poor balance on a diet without B12: tests come first. */
export const kNumbFeet = {
  complaint: 'Numb feet and poor balance for three months, I am vegan',
  facts: { '/patient/age': '58', '/patient/sex': 'female', '/patient/pregnant': 'false' },
  present: new Set(['vegan_diet', 'numbness_stocking_glove', 'gait_unsteady', 'numbness_leg_foot']),
  months: '3',
  severity: '3',
  choices: ['foot_left', 'foot_right', 'foot'],
  year: '1968',
};

/** Remembers each question that the server asks by the words in which the page shows it. */
export function listenForQuestions(page) {
  const asked = new Map();
  page.on('response', async (response) => {
    if (!/\/api\/v1\/intakes/.test(response.url()) || !response.ok()) return;
    const intake = await response.json().catch(() => null);
    for (const question of intake?.questions ?? []) asked.set(question.text, question);
  });
  return asked;
}

export async function tellWords(page, complaint) {
  await page.goto(`${base}/`);
  await page.getByLabel('Describe it in your own words').fill(complaint);
  await page.getByRole('button', { name: 'Continue' }).click();
}

const pick = (page, name) => page.getByLabel(name, { exact: true }).check({ force: true });

/** The options of a list that this person would tick. */
export function wantedOf(question, person) {
  return (question.options ?? []).filter(
    ({ value }) => person.present.has(value) || person.choices.includes(value),
  );
}

/** What this person presses to go on. */
export function wayOn(question, person) {
  const list = question.kind === 'group' || question.kind === 'multi_choice';
  if (!list || wantedOf(question, person).length > 0) return 'Continue';
  return question.kind === 'group' ? 'None of these' : 'I am not sure';
}

/** A list may come ticked from the person's words: what they would not tick is taken out. */
async function answerList(page, question, person) {
  const wanted = wantedOf(question, person);
  for (const option of question.options) {
    await page.getByLabel(option.text, { exact: true }).setChecked(wanted.includes(option), { force: true });
  }
}

/** Gives this person's answer to the question on the page, without going on. */
export async function answer(page, question, person) {
  const fact = person.facts[question.answer_at];
  const option = (value) => question.options?.find((each) => String(each.value) === value)?.text;
  switch (question.kind) {
    case 'group':
    case 'multi_choice':
      return answerList(page, question, person);
    case 'boolean': {
      const own = person.present.has(question.id);
      return pick(page, option(fact ?? '') ?? (own ? 'Yes' : 'No'));
    }
    case 'choice': {
      const text = option(fact ?? '') ?? option('absent') ?? option('none');
      return pick(page, text ?? question.options[0].text);
    }
    case 'integer':
      return page.locator('#answer').fill(fact ?? '0');
    case 'severity':
      return pick(page, person.severity);
    case 'duration':
      await page.getByLabel('How long', { exact: true }).fill(person.months);
      return pick(page, 'months');
    case 'date':
      await page.getByLabel('Day').fill('27');
      await page.getByLabel('Month').fill('3');
      return page.getByLabel('Year').fill('1981');
    default:
      throw new Error(`a kind of question that nobody knows: ${question.kind}`);
  }
}

/** Loops cannot hide: no dialogue is longer than this. */
const kQuestionsMax = 80;

/** Answers question after question until the advice or the emergency page is there. */
export async function answerAll(page, asked, person, { pictures = false } = {}) {
  const kindsSeen = new Set();
  let count = 0;
  for (; count <= kQuestionsMax; count += 1) {
    await page.waitForURL(/\/(questions\/\d+|result|emergency)$/);
    if (!/questions/.test(page.url())) return count;
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    const question = asked.get(heading);
    assert.ok(question, `the server did not ask: ${heading}`);
    await answer(page, question, person);
    if (pictures && !kindsSeen.has(question.kind)) {
      kindsSeen.add(question.kind);
      await look(page, `02-question-${question.kind}`);
      await assertTargets(page, question.kind);
      await assertFits(page, question.kind);
    }
    const before = page.url();
    await page.getByRole('button', { name: wayOn(question, person), exact: true }).click();
    await page.waitForFunction((url) => location.href !== url, before);
  }
  throw new Error(`still asking after ${kQuestionsMax} questions`);
}

/** From nothing to the page of times, the plans shown. */
export async function walkToTimes(page, person = kLeftLeg, atAdvice = () => undefined) {
  const asked = listenForQuestions(page);
  await tellWords(page, person.complaint);
  await answerAll(page, asked, person);
  await atAdvice();
  await page.getByRole('button', { name: 'See free times' }).click();
  const plans = page.locator('button.time, button.plan-card');
  await plans.first().waitFor();
  return plans;
}

export async function fillDetails(page, { given, family, phone, year = '1981' }) {
  await page.getByLabel('First name').fill(given);
  await page.getByLabel('Family name').fill(family);
  await page.getByLabel('Day').fill('27');
  await page.getByLabel('Month').fill('3');
  await page.getByLabel('Year').fill(year);
  await page.getByLabel('Phone number').fill(phone);
}
