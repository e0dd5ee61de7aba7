// Plays a patient: knows who they are and what they would answer, whatever is asked.
import assert from 'node:assert/strict';
import { assertFits, assertTargets, base, look } from './browser.mjs';

/** What stands on the pages beside the server's own words. */
const kEnglish = {
  describe: 'Describe it in your own words',
  go: 'Continue',
  none: 'None of these',
  unsure: 'I am not sure',
  yes: 'Yes',
  no: 'No',
  howLong: 'How long',
  months: 'months',
};
export const kRussian = {
  describe: 'Опишите это своими словами',
  go: 'Дальше',
  none: 'Ничего из этого',
  unsure: 'Не знаю точно',
  yes: 'Да',
  no: 'Нет',
  howLong: 'Как долго',
  months: 'месяцев',
};
const wordsOf = (person) => person?.words ?? kEnglish;

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

export async function tellWords(page, complaint, person) {
  const words = wordsOf(person);
  await page.goto(`${base}/`);
  await page.getByLabel(words.describe).fill(complaint);
  await page.getByRole('button', { name: words.go }).click();
}

const pick = (part, name) => part.getByLabel(name, { exact: true }).check({ force: true });

/** The options of a list that this person would tick. */
export function wantedOf(question, person) {
  return (question.options ?? []).filter(
    ({ value }) => person.present.has(value) || person.choices.includes(value),
  );
}

/** What this person says of a list in which nothing fits. */
export const noneOf = (question, person) =>
  question.kind === 'group' ? wordsOf(person).none : wordsOf(person).unsure;

/** The questions on the page that is shown, each with its part of the page. */
export async function questionsOn(page, asked) {
  const parts = await page.locator('form > section').all();
  const found = [];
  for (const part of parts) {
    const text = await part.getByRole('heading').first().innerText();
    const question = asked.get(text);
    assert.ok(question, `the server did not ask: ${text}`);
    found.push({ question, part });
  }
  assert.ok(found.length > 0, 'a page without questions');
  return found;
}

/** A list may come ticked from the person's words: what they would not tick is taken out. */
async function answerList(part, question, person) {
  const wanted = wantedOf(question, person);
  if (question.id === person.unsure) return pick(part, wordsOf(person).unsure);
  if (wanted.length === 0) return pick(part, noneOf(question, person));
  for (const option of question.options) {
    const box = part.getByLabel(option.text, { exact: true });
    const ticked = wanted.includes(option);
    if ((await box.isChecked()) !== ticked) await box.setChecked(ticked, { force: true });
  }
}

/** Gives this person's answer to one question, in its part of the page, without going on. */
export async function answer(part, question, person) {
  const fact = person.facts[question.answer_at];
  const words = wordsOf(person);
  const option = (value) => question.options?.find((each) => String(each.value) === value)?.text;
  switch (question.kind) {
    case 'group':
    case 'multi_choice':
      return answerList(part, question, person);
    case 'boolean': {
      const own = person.present.has(question.id);
      return pick(part, option(fact ?? '') ?? (own ? words.yes : words.no));
    }
    case 'choice': {
      const text = option(fact ?? '') ?? option('absent') ?? option('none');
      return pick(part, text ?? question.options[0].text);
    }
    case 'integer':
      return part.getByRole('textbox').fill(fact ?? '0');
    case 'severity':
      return pick(part, person.severity);
    case 'duration':
      await part.getByLabel(words.howLong, { exact: true }).fill(person.months);
      return pick(part, words.months);
    default:
      throw new Error(`a kind of question that nobody knows: ${question.kind}`);
  }
}

/** What a routine complaint may take. */
const kPagesMax = 12;

/** Answers page after page until the advice or the emergency page is there. */
export async function answerAll(page, asked, person, { pictures = false } = {}) {
  for (let count = 0; count <= kPagesMax; count += 1) {
    await page.waitForURL(/\/(questions\/\d+|result|emergency)$/);
    if (!/questions/.test(page.url())) return count;
    for (const { question, part } of await questionsOn(page, asked)) {
      await answer(part, question, person);
    }
    if (pictures) {
      await look(page, `02-page-${count + 1}`);
      await assertTargets(page, `page ${count + 1}`);
      await assertFits(page, `page ${count + 1}`);
    }
    const before = page.url();
    await page.getByRole('button', { name: wordsOf(person).go, exact: true }).click();
    // The new page scrolls to its top and takes the focus to its heading: only then it stands still.
    await page.waitForFunction(
      (url) => location.href !== url && document.activeElement?.tagName === 'H1',
      before,
    );
  }
  throw new Error(`still asking after ${kPagesMax} pages`);
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
