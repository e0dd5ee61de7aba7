// What goes wrong: no connection, a time lost to someone else, a session that ends, no JavaScript.
// Needs a running demonstration server: PLEXUS_URL and PLEXUS_DEMO_PASSWORD.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base, launch, look, openPage } from './lib/browser.mjs';
import { givePassword, showDay, signIn } from './lib/desk.mjs';
import {
  answerAll,
  fillDetails,
  kLeftLeg,
  listenForQuestions,
  tellWords,
  walkToTimes,
} from './lib/patient.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Books the first plan offered; answers the booking. */
async function bookOne(family) {
  const { page, close } = await openPage(browser, { width: 390 });
  const plans = await walkToTimes(page);
  await plans.first().click();
  await fillDetails(page, { given: 'Erik', family, phone: '+46 8 123 45 67' });
  await page.getByRole('button', { name: 'Continue' }).click();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/bookings'));
  await page.getByRole('button', { name: /^Book/ }).click();
  const response = await answered;
  assert.equal(response.status(), 201);
  const booking = await response.json();
  await close();
  return booking;
}

test('a lost connection keeps the words and says so', async () => {
  const { page, close } = await openPage(browser, { width: 390 });
  await page.goto(`${base}/`);
  await page.getByLabel('Describe it in your own words').fill(kLeftLeg.complaint);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('The connection is lost').waitFor();
  await look(page, '20-offline');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(/questions\/1$/);
  await close();
});

test('a time that someone else has just taken is explained, with others beside', async () => {
  const first = await openPage(browser, { width: 390 });
  const second = await openPage(browser, { width: 390 });
  const [plans, same] = [await walkToTimes(first.page), await walkToTimes(second.page)];
  const wanted = await plans.first().innerText();
  assert.equal(await same.first().innerText(), wanted, 'both are offered the same');
  await plans.first().click();
  await first.page.getByRole('heading', { name: 'Your details' }).waitFor();
  await same.first().click();
  await second.page.getByText('Someone else has just taken that time.').waitFor();
  await look(second.page, '21-taken');
  await second.page.locator('button.time, button.plan-card').first().click();
  await second.page.getByRole('heading', { name: 'Your details' }).waitFor();
  assert.deepEqual([...first.faults, ...second.faults], []);
  await first.close();
  await second.close();
});

test('a hold that runs out leads back to the times, details kept', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const plans = await walkToTimes(page);
  await page.clock.install();
  await plans.first().click();
  await fillDetails(page, { given: 'Erik', family: 'Sen', phone: '+46 8 123 45 67' });
  await page.clock.fastForward('08:00');
  await page.getByText('The time held for you ends soon.').waitFor();
  await look(page, '22-hold-soon');
  await page.clock.fastForward('03:00');
  await page.getByText('The time that was held for you ran out').waitFor();
  assert.match(page.url(), /\/times$/);
  await look(page, '23-hold-over');
  await page.locator('button.time, button.plan-card').nth(1).click();
  assert.equal(await page.getByLabel('Family name').inputValue(), 'Sen');
  assert.deepEqual(faults, []);
  await close();
});

test('going back to the times keeps the held ones until others are chosen', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const plans = await walkToTimes(page);
  await plans.first().click();
  await page.getByRole('heading', { name: 'Your details' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Keep these times' }).click();
  await page.getByRole('heading', { name: 'Your details' }).waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await plans.first().waitFor();
  await look(page, '26-held');
  const dropped = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await plans.first().click();
  assert.equal((await dropped).status(), 204);
  assert.deepEqual(faults, []);
  await close();
});

test('two clerks: the second is told that the visit has changed', async () => {
  const booking = await bookOne(`Clerks-${Date.now().toString(36)}`);
  const visit = booking.appointments.find(({ status }) => status === 'booked');
  const first = await openPage(browser, { width: 1280 });
  const second = await openPage(browser, { width: 1280 });
  for (const { page } of [first, second]) {
    await signIn(page);
    await showDay(page, visit);
  }
  const row = (page) => page.getByRole('row').filter({ hasText: booking.reference }).first();
  await row(second.page).getByRole('button', { name: /^Arrived/ }).waitFor();
  await row(first.page).getByRole('button', { name: /^Arrived/ }).click();
  await row(first.page).locator('.status', { hasText: 'Arrived' }).waitFor();
  await row(second.page).getByRole('button', { name: /^Arrived/ }).click();
  await second.page.getByText('Someone else changed this visit').waitFor();
  await row(second.page).locator('.status', { hasText: 'Arrived' }).waitFor();
  await look(second.page, '24-stale');
  assert.deepEqual([...first.faults, ...second.faults], []);
  await first.close();
  await second.close();
});

test('a session that ends asks for the sign-in and then does what was asked', async () => {
  const booking = await bookOne(`Session-${Date.now().toString(36)}`);
  const visit = booking.appointments.find(({ status }) => status === 'booked');
  const { page, close } = await openPage(browser, { width: 1280 });
  await signIn(page);
  await showDay(page, visit);
  const row = page.getByRole('row').filter({ hasText: booking.reference }).first();
  await row.getByRole('button', { name: /^Arrived/ }).waitFor();
  await page.context().clearCookies();
  await row.getByRole('button', { name: /^Arrived/ }).click();
  await page.getByText('Your session has ended.').waitFor();
  await look(page, '25-session-ended');
  await givePassword(page);
  await row.locator('.status', { hasText: 'Arrived' }).waitFor();
  await close();
});

test("a change that waited for the sign-in is not made in another's name", async () => {
  const booking = await bookOne(`Other-${Date.now().toString(36)}`);
  const visit = booking.appointments.find(({ status }) => status === 'booked');
  const { page, close } = await openPage(browser, { width: 1280 });
  await signIn(page);
  await showDay(page, visit);
  const row = page.getByRole('row').filter({ hasText: booking.reference }).first();
  await row.getByRole('button', { name: /^Arrived/ }).waitFor();
  await page.context().clearCookies();
  await row.getByRole('button', { name: /^Arrived/ }).click();
  await page.getByText('Your session has ended.').waitFor();
  await page.getByLabel('User name').fill('clinician');
  await givePassword(page);
  await page.getByText('A change was not carried out').waitFor();
  await row.getByRole('button', { name: /^Arrived/ }).waitFor();
  assert.equal(await row.locator('.status', { hasText: 'Booked' }).count(), 1);
  await look(page, '29-dropped');
  await close();
});

test('a sign-out that fails is told, and tried again', async () => {
  const { page, close } = await openPage(browser, { width: 1280 });
  await signIn(page);
  await page.route('**/api/v1/session', (route) => route.abort());
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You may still be signed in').waitFor();
  await look(page, '34-not-signed-out');
  await page.unroute('**/api/v1/session');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await close();
});

test('the number to dial is the one that the sites give', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  await page.route('**/api/v1/locations?*', async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    for (const site of list.items) site.emergency_number = '911';
    await route.fulfill({ response, json: list });
  });
  await page.goto(`${base}/`);
  const link = page.getByRole('link', { name: /^Emergency\? Call 911/ });
  assert.equal(await link.getAttribute('href'), 'tel:911');
  assert.deepEqual(faults, []);
  await close();
});

test('without JavaScript the page says what to do', async () => {
  const { page, close } = await openPage(browser, { width: 390, javaScriptEnabled: false });
  for (const path of ['/', '/times', '/staff']) {
    await page.goto(base + path);
    assert.ok(await page.locator('noscript h1').isVisible(), path);
  }
  await close();
});

test('a patient books in a browser where staff are signed in, and both stay who they are', async () => {
  const { page, faults, close } = await openPage(browser, { width: 1280 });
  await signIn(page);
  const plans = await walkToTimes(page);
  await plans.first().click();
  await fillDetails(page, { given: 'Erik', family: 'Beside', phone: '+46 8 123 45 67' });
  await page.getByRole('button', { name: 'Continue' }).click();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/bookings'));
  await page.getByRole('button', { name: /^Book/ }).click();
  const response = await answered;
  assert.equal(response.status(), 201);
  assert.equal((await response.request().allHeaders()).cookie, undefined);
  await page.goto(`${base}/staff`);
  await page.getByRole('heading', { level: 1, name: 'Day list' }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('with nothing free in time, the page says whom to call, not when to come', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const escalation = { instruction: 'Go to the emergency department now.', callback_within_hours: 4 };
  const none = [{ constraint: 'hours', detail: 'Everything is taken.', relax: null }];
  let answer = { items: [], proven_optimal: true, none_because: none };
  await page.route('**/api/v1/itineraries/search', (route) => route.fulfill({ json: answer }));
  const asked = listenForQuestions(page);
  await tellWords(page, kLeftLeg.complaint);
  await answerAll(page, asked, kLeftLeg);
  await page.getByRole('button', { name: 'See free times' }).click();
  await page.getByText('Everything is taken.').waitFor();
  await look(page, '27-nothing-free');
  answer = { ...answer, escalation };
  await page.reload();
  await page.getByText(escalation.instruction).waitFor();
  await look(page, '28-nothing-in-time');
  assert.ok(await page.locator('main a.button[href^="tel:"]').isVisible());
  assert.equal(await page.getByText('Everything is taken.').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});
