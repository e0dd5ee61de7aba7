// The patient's whole path with the keyboard alone: Tab, arrows, Space, Enter and letters.
// Needs a running demonstration server: PLEXUS_URL.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, openPage } from './lib/browser.mjs';
import { kLeftLeg, listenForQuestions, noneOf, questionsOn, wantedOf } from './lib/patient.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** No page has more stops than this between its beginning and its end. */
const kStopsMax = 120;

/** Presses Tab until the wanted element has the focus, which must then be visible. */
async function tabTo(page, wanted) {
  await wanted.waitFor({ state: 'attached' });
  for (let stop = 0; stop < kStopsMax; stop += 1) {
    if (await wanted.evaluate((node) => node === document.activeElement)) {
      const seen = await wanted.evaluate((node) => {
        const shown = node.matches('.choice input') ? node.nextElementSibling : node;
        return getComputedStyle(shown).outlineStyle !== 'none';
      });
      assert.ok(seen, `the focus is invisible on ${await wanted.evaluate((node) => node.outerHTML)}`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });

async function press(page, wanted) {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

/** A group of radio buttons has one stop; arrows move and choose. */
async function choose(page, part, name) {
  const wanted = part.getByLabel(name, { exact: true });
  await wanted.waitFor({ state: 'attached' });
  const inGroup = () =>
    wanted.evaluate((node) => {
      const at = document.activeElement;
      return at?.type === 'radio' && at.name === node.name;
    });
  for (let stop = 0; stop < kStopsMax && !(await inGroup()); stop += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  for (let step = 0; step < 15 && !(await wanted.isChecked()); step += 1) {
    await page.keyboard.press('ArrowDown');
  }
  assert.ok(await wanted.isChecked(), name);
}

async function type(page, wanted, text) {
  await tabTo(page, wanted);
  await page.keyboard.type(text);
}

async function flip(page, box) {
  await tabTo(page, box);
  await page.keyboard.press('Space');
}

async function tick(page, part, question, person) {
  const wanted = wantedOf(question, person);
  if (wanted.length === 0) return flip(page, part.getByLabel(noneOf(question), { exact: true }));
  for (const option of question.options) {
    const box = part.getByLabel(option.text, { exact: true });
    if ((await box.isChecked()) !== wanted.includes(option)) await flip(page, box);
  }
}

async function answerByKeys(page, part, question, person) {
  const fact = person.facts[question.answer_at];
  const text = (value) => question.options?.find((each) => String(each.value) === value)?.text;
  switch (question.kind) {
    case 'group':
    case 'multi_choice':
      return tick(page, part, question, person);
    case 'boolean':
      return choose(page, part, person.present.has(question.id) ? 'Yes' : 'No');
    case 'choice':
      return choose(page, part, text(fact) ?? question.options[0].text);
    case 'integer':
      return type(page, part.getByRole('textbox'), fact ?? '0');
    case 'severity':
      return choose(page, part, person.severity);
    case 'duration':
      await type(page, part.getByLabel('How long', { exact: true }), person.months);
      return choose(page, part, 'months');
    default:
      throw new Error(`a kind of question that nobody knows: ${question.kind}`);
  }
}

test('the patient books with the keyboard alone', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  const person = kLeftLeg;
  await page.goto(`${base}/`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('href')), '#main');
  await type(page, page.getByLabel('Describe it in your own words'), person.complaint);
  await press(page, button(page, 'Continue'));
  for (;;) {
    await page.waitForURL(/\/(questions\/\d+|result)$/);
    if (!/questions/.test(page.url())) break;
    const heading = page.getByRole('heading', { level: 1 });
    const focused = await heading.evaluate((node) => node === document.activeElement);
    assert.ok(focused, 'a new page begins at its heading');
    for (const { question, part } of await questionsOn(page, asked)) {
      await answerByKeys(page, part, question, person);
    }
    const before = page.url();
    await press(page, button(page, 'Continue'));
    await page.waitForFunction((url) => location.href !== url, before);
  }
  await press(page, button(page, 'See free times'));
  await press(page, page.locator('button.time, button.plan-card').first());
  await type(page, page.getByLabel('First name'), 'Erik');
  await type(page, page.getByLabel('Family name'), `Keys-${Date.now().toString(36)}`);
  await type(page, page.getByLabel('Day'), '27');
  await type(page, page.getByLabel('Month'), '3');
  await type(page, page.getByLabel('Year'), '1981');
  await type(page, page.getByLabel('Phone number'), '+46 8 123 45 67');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Check before you book' }).waitFor();
  await press(page, page.getByRole('button', { name: /^Book/ }));
  await page.getByRole('heading', { level: 1, name: /booked$/ }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});
