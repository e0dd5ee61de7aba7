// From words to booked visits on a phone; then the front desk finds them.
// Needs a running demonstration server: PLEXUS_URL and PLEXUS_DEMO_PASSWORD.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertFits, assertTargets, base, launch, look, openPage } from './lib/browser.mjs';
import { showDay, signIn } from './lib/desk.mjs';
import {
  answer,
  answerAll,
  fillDetails,
  kLeftLeg,
  kNumbFeet,
  listenForQuestions,
  questionsOn,
  tellWords,
  walkToTimes,
} from './lib/patient.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Distinct in each run, so that an older booking in the same database is never mistaken for it. */
const family = `Lindqvist-${Date.now().toString(36)}`;
/** What the patient's journey leaves for the front desk: reference and visits. */
let booked = null;

async function ready(page, name, heading) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await look(page, name);
  await assertFits(page, name);
}

test('a patient goes from a complaint to booked visits at 390 pixels', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);

  await page.goto(`${base}/`);
  await ready(page, '01-start', 'What is wrong?');
  await assertTargets(page, 'start');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  assert.match(await page.title(), /^Error: /);
  await look(page, '01-start-error');

  await tellWords(page, kLeftLeg.complaint);
  await answerAll(page, asked, kLeftLeg, { pictures: true });
  assert.match(page.url(), /\/result$/);
  await ready(page, '03-result', /first/);
  await assertTargets(page, 'result');
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await look(page, '03-result-open');

  await page.getByRole('button', { name: 'See free times' }).click();
  const plans = page.locator('button.time, button.plan-card');
  await plans.first().waitFor();
  const reserve = page.getByLabel(/Also keep a time/);
  if (await reserve.count()) {
    await reserve.check({ force: true });
    await page.waitForFunction(() => !document.querySelector('.progress'));
    await plans.first().waitFor();
  }
  await ready(page, '04-times', /^Choose/);
  await assertTargets(page, 'times');

  await plans.first().click();
  await ready(page, '05-details', 'Your details');
  await assertTargets(page, 'details');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('There is a problem').waitFor();
  await look(page, '05-details-error');
  await page.getByRole('button', { name: 'I need more time' }).click();
  await page.getByText('Held 10 minutes longer.').waitFor();
  await fillDetails(page, { given: 'Erik', family, phone: '+46 8 123 45 67' });
  await page.getByRole('button', { name: 'Continue' }).click();

  await ready(page, '06-check', 'Check before you book');
  await assertTargets(page, 'check');
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/api/v1/bookings') && response.status() === 201,
  );
  await page.getByRole('button', { name: /^Book/ }).click();
  booked = await (await answered).json();
  await ready(page, '07-done', /booked$/);
  await page.getByText(booked.reference).waitFor();
  await assertTargets(page, 'done');

  await page.reload();
  await page.getByText(booked.reference).waitFor();
  const address = new URL(page.url());
  assert.equal(address.search + address.hash, '', 'nothing told stands in the address');
  assert.deepEqual(faults, []);
  await close();
});

test('tests that come before the doctor are booked before the doctor', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const person = kNumbFeet;
  const plans = await walkToTimes(page, person, () => ready(page, '30-tests-first', /^Tests first, then/));
  await ready(page, '31-plans', 'Choose your times');
  await assertTargets(page, 'plans');
  await page.getByLabel('Done earliest').check({ force: true });
  await page.waitForFunction(() => !document.querySelector('.progress'));
  await plans.first().click();
  await fillDetails(page, { given: 'Ingrid', family, phone: '+46 8 765 43 21', year: person.year });
  await page.getByRole('button', { name: 'Continue' }).click();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/bookings'));
  await page.getByRole('button', { name: 'Book all visits' }).click();
  const response = await answered;
  assert.equal(response.status(), 201);
  const { appointments } = await response.json();
  const isDoctor = ({ service }) => service.startsWith('consultation_');
  const [doctor, ...others] = appointments.filter(isDoctor);
  assert.equal(others.length, 0);
  assert.ok(appointments.length >= 3, 'blood tests, a scan and the doctor');
  for (const visit of appointments) {
    assert.ok(isDoctor(visit) || Date.parse(visit.end) <= Date.parse(doctor.start), visit.service);
  }
  await ready(page, '32-done-several', 'Your visits are booked');
  assert.deepEqual(faults, []);
  await close();
});

test('Back keeps each answer, a reload keeps the page', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  await tellWords(page, kLeftLeg.complaint);
  await page.waitForURL(/questions\/1$/);
  const first = await page.getByRole('heading', { level: 1 }).innerText();
  await page.reload();
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), first);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  assert.equal(await page.getByLabel('Describe it in your own words').inputValue(), kLeftLeg.complaint);
  await page.goto(`${base}/details`);
  await page.waitForURL(/questions\/1$/);
  assert.deepEqual(faults, []);
  await close();
});

test('a page says what is missing, and Back keeps what was ticked', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  await tellWords(page, kLeftLeg.complaint);
  await page.waitForURL(/questions\/1$/);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByText('There is a problem').waitFor();
  const missing = await page.getByRole('alert').getByRole('link').count();
  const questions = await questionsOn(page, asked);
  assert.ok(missing > 1 && missing <= questions.length, 'each question left open is named');
  await look(page, '02-page-error');
  for (const { question, part } of questions) {
    await answer(part, question, kLeftLeg);
    const kept = await part.evaluate((node) => node.contains(document.activeElement));
    assert.ok(kept, `the focus stays where the answer is: ${question.text}`);
  }
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(/questions\/2$/);
  await page.goBack();
  await page.waitForURL(/questions\/1$/);
  assert.equal(await page.getByRole('textbox').first().inputValue(), kLeftLeg.facts['/patient/age']);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(/questions\/2$/);
  assert.deepEqual(faults, []);
  await close();
});

test('what was read wrongly in the words is taken back and restored', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  await tellWords(page, kLeftLeg.complaint);
  await page.waitForURL(/questions\/1$/);
  const wrong = page.getByRole('button', { name: /^Not right/ });
  const count = await wrong.count();
  assert.ok(count > 0, 'nothing was understood');
  await wrong.first().click();
  await page.getByRole('button', { name: /^It was right/ }).waitFor();
  assert.equal(await wrong.count(), count - 1);
  await look(page, '02-taken-back');
  await page.getByRole('button', { name: /^It was right/ }).click();
  await page.waitForFunction((all) => {
    const names = [...document.querySelectorAll('button')].map((each) => each.innerText);
    return names.filter((each) => each.startsWith('Not right')).length === all;
  }, count);
  assert.deepEqual(faults, []);
  await close();
});

test('an emergency ends at the emergency page with no way to book', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  await tellWords(page, "I can't pee and I am numb between my legs since this morning");
  const person = {
    ...kLeftLeg,
    present: new Set(['urinary_retention_new', 'numbness_saddle']),
    choices: [],
  };
  await answerAll(page, asked, person);
  assert.match(page.url(), /\/emergency$/);
  await ready(page, '09-emergency', /.+/);
  await assertTargets(page, 'emergency');
  assert.ok(await page.locator('a.call[href^="tel:"]').isVisible());
  const offers = page.locator('main').getByText(/free times|book this|book all|choose/i);
  assert.equal(await offers.count(), 0, 'nothing on the page books');
  for (const path of ['/times', '/details', '/check', '/result']) {
    await page.goto(base + path);
    await page.waitForURL(/\/emergency$/);
  }
  assert.deepEqual(faults, []);
  await close();
});

test('the front desk signs in and finds the visits on the day list', async () => {
  assert.ok(booked, 'the journey above booked nothing');
  const { page, faults, close } = await openPage(browser, { width: 1280, height: 900 });
  await page.goto(`${base}/staff`);
  await page.getByLabel('User name').fill('frontdesk');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('User name or password is wrong.').waitFor();
  await look(page, '10-sign-in');
  await signIn(page);
  await ready(page, '11-today', 'Day list');

  const { items: sites } = await (await page.request.get(`${base}/api/v1/locations`)).json();
  for (const visit of booked.appointments) {
    const site = sites.find(({ id }) => id === visit.location);
    await showDay(page, visit);
    const caption = page.locator('caption', { hasText: site.name });
    await caption.waitFor({ state: 'attached' });
    const row = page.getByRole('row').filter({ hasText: booked.reference });
    await row.filter({ hasText: family }).first().waitFor();
  }
  await look(page, '12-day');
  assert.deepEqual(faults, []);
  await close();
});

test('the front desk asks in any order, and sees at once what it leads to', async () => {
  const { page, faults, close } = await openPage(browser, { width: 1280, height: 900 });
  await signIn(page);
  await page.getByRole('link', { name: 'New call' }).click();
  await page.getByLabel('What the caller says, in their words').fill('numb patch on my back for a month');
  await page.getByRole('button', { name: 'Begin' }).click();
  const heading = (name) => page.getByRole('heading', { level: 2, name });
  await heading('What matters next').waitFor();
  await look(page, '15-call');
  const groups = page.getByRole('navigation', { name: 'All questions' });
  await groups.getByRole('button').last().click();
  await groups.getByRole('button', { name: /^Bladder/ }).click();
  await heading(/^Bladder/).waitFor();
  await look(page, '16-call-group');
  await page.getByLabel('None of these').check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await heading('What matters next').waitFor();
  await groups.getByRole('button', { name: /^Bladder.*answered/ }).waitFor();
  await groups.getByRole('button', { name: /^Bladder/ }).click();
  await heading(/^Bladder/).waitFor();
  await page.locator('.ask-main input[type=checkbox]').first().check();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('Emergency now').waitFor();
  await look(page, '17-call-emergency');
  assert.deepEqual(faults, []);
  await close();
});

test('the front desk moves a visit on and cancels it with a reason', async () => {
  assert.ok(booked, 'the journey above booked nothing');
  const { page, faults, close } = await openPage(browser, { width: 1280, height: 900 });
  await signIn(page);
  const visit = booked.appointments.find(({ status }) => status === 'booked');
  await showDay(page, visit);
  const row = page.getByRole('row').filter({ hasText: booked.reference }).first();
  await row.getByRole('button', { name: /^Arrived/ }).click();
  await row.locator('.status', { hasText: 'Arrived' }).waitFor();
  await row.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('dialog').waitFor();
  await look(page, '13-dialog');
  await page.getByRole('button', { name: 'Cancel this visit' }).click();
  await page.getByText('Choose why the visit is cancelled').first().waitFor();
  await page.getByLabel('Why is it cancelled?').selectOption('patient_request');
  await page.getByRole('button', { name: 'Cancel this visit' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByLabel('Show cancelled visits').check();
  const cancelled = page.getByRole('row').filter({ hasText: booked.reference });
  await cancelled.locator('.status', { hasText: 'Cancelled' }).first().waitFor();
  await look(page, '14-cancelled');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('not being sure of a safety question brings the visit forward, and the page says why', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  await tellWords(page, kLeftLeg.complaint);
  await page.waitForURL(/questions\/1$/);
  const unsure = { ...kLeftLeg, unsure: 'sphincter_saddle' };
  await answerAll(page, asked, unsure);
  await page.getByText('You were not sure about a safety question').waitFor();
  await ready(page, '33-unsure', /first/);
  await page.getByText('within 24 hours').first().waitFor();
  await page.getByText(/staff should talk with you within/).waitFor();
  assert.deepEqual(faults, []);
  await close();
});
