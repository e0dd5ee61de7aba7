// Why a plan was made, and the sheet for an ambulance or a hospital: on a phone, on a desk, on paper.
// Needs a running demonstration server: PLEXUS_URL and PLEXUS_DEMO_PASSWORD.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertFits, assertTargets, base, launch, look, openPage } from './lib/browser.mjs';
import { showDay, signIn } from './lib/desk.mjs';
import { answerAll, fillDetails, kLeftLeg, listenForQuestions, tellWords } from './lib/patient.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const kEmergency = {
  ...kLeftLeg,
  complaint: "I can't pee and I am numb between my legs since this morning",
  present: new Set(['urinary_retention_new', 'numbness_saddle']),
  choices: [],
};
const shot = (name) => fileURLToPath(new URL(`shots/${name}`, import.meta.url));

/** How many pages a printer would take. */
async function printedPages(page, name) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(shot(`${name}.pdf`), pdf);
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

for (const width of [390, 1280]) {
  test(`an emergency is handed over on one printed page, at ${width} pixels`, async () => {
    const { page, faults, close } = await openPage(browser, { width });
    const asked = listenForQuestions(page);
    await tellWords(page, kEmergency.complaint);
    await answerAll(page, asked, kEmergency);
    await page.waitForURL(/\/emergency$/);
    await page.getByRole('button', { name: 'Print this for the ambulance or hospital' }).click();
    const sheet = page.locator('article.sheet');
    await sheet.getByText('Say this first').waitFor();
    assert.equal(await page.locator('h1').innerText(), 'A sheet for the ambulance or hospital');
    await sheet.getByText(kEmergency.complaint).waitFor();
    await sheet.getByText('Protocol back_numbness').waitFor();
    await page.getByLabel('Name, if you want it on the sheet').fill('Erik Lindqvist');
    await sheet.getByText('Erik Lindqvist').waitFor();
    await look(page, `40-sheet-${width}`);
    await assertTargets(page, 'sheet');
    await assertFits(page, 'sheet');
    assert.equal(await printedPages(page, `40-sheet-${width}`), 1, 'one page of A4');
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: shot(`41-sheet-print-${width}.png`), fullPage: true });
    assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0);
    await page.emulateMedia({ media: 'screen' });
    const address = new URL(page.url());
    assert.equal(address.search + address.hash, '', 'nothing told stands in the address');
    await page.reload();
    await sheet.getByText('Say this first').waitFor();
    assert.equal(await sheet.getByText('Erik Lindqvist').count(), 0, 'the name is kept nowhere');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.waitForURL(/\/emergency$/);
    assert.deepEqual(faults, []);
    await close();
  });

  test(`the advice says why, in the person's own words, at ${width} pixels`, async () => {
    const { page, faults, close } = await openPage(browser, { width });
    const asked = listenForQuestions(page);
    await tellWords(page, kLeftLeg.complaint);
    await answerAll(page, asked, kLeftLeg);
    await page.waitForURL(/\/result$/);
    const why = page.locator('section', { has: page.getByRole('heading', { name: 'Why this plan?' }) }).last();
    await why.getByText(/you wrote “/).first().waitFor();
    const quotes = await why.getByText(/you wrote “/).allInnerTexts();
    for (const quote of quotes) {
      const words = /“(.+)”/.exec(quote)?.[1] ?? quote;
      assert.ok(kLeftLeg.complaint.includes(words), `${words} was never written`);
    }
    for (const summary of await why.locator('summary').all()) await summary.click();
    await look(page, `42-why-${width}`);
    await assertTargets(page, 'why');
    await assertFits(page, 'why');
    assert.deepEqual(faults, []);
    await close();
  });
}

test('a same-day case with no time inside its limit has the sheet too', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  await tellWords(page, kLeftLeg.complaint);
  await answerAll(page, asked, { ...kLeftLeg, present: new Set([...kLeftLeg.present, 'bladder_bowel_change_longstanding']) });
  await page.waitForURL(/\/result$/);
  await page.getByText('within 24 hours').or(page.getByText(/within \d+ hours/)).first().waitFor();
  await page.route('**/itineraries/search', (route) =>
    route.fulfill({
      json: {
        items: [],
        proven_optimal: true,
        none_because: [],
        escalation: { instruction: 'Nothing is free in time.', callback_within_hours: 1 },
      },
    }),
  );
  await page.getByRole('button', { name: 'See free times' }).click();
  await page.getByRole('button', { name: 'Print this for the ambulance or hospital' }).click();
  await page.locator('article.sheet').getByText('I was advised to be seen').waitFor();
  await look(page, '43-sheet-same-day');
  assert.equal(await printedPages(page, '43-sheet-same-day'), 1, 'one page of A4');
  assert.deepEqual(faults, []);
  await close();
});

test('a sheet that cannot be read says so and is asked for again', async () => {
  const { page, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  await tellWords(page, kEmergency.complaint);
  await answerAll(page, asked, kEmergency);
  await page.waitForURL(/\/emergency$/);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Print this for the ambulance or hospital' }).click();
  await page.getByText('The connection is lost').waitFor();
  await look(page, '44-sheet-offline');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('article.sheet').waitFor();
  await close();
});

test('the front desk reads why a visit was planned', async () => {
  const patient = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(patient.page);
  await tellWords(patient.page, kLeftLeg.complaint);
  await answerAll(patient.page, asked, kLeftLeg);
  await patient.page.getByRole('button', { name: 'See free times' }).click();
  await patient.page.locator('button.time, button.plan-card').first().click();
  const family = `Why-${Date.now().toString(36)}`;
  await fillDetails(patient.page, { given: 'Erik', family, phone: '+46 8 123 45 67' });
  await patient.page.getByRole('button', { name: 'Continue' }).click();
  const answered = patient.page.waitForResponse((each) => each.url().endsWith('/api/v1/bookings'));
  await patient.page.getByRole('button', { name: /^Book/ }).click();
  const booking = await (await answered).json();
  await patient.close();

  const { page, faults, close } = await openPage(browser, { width: 1280, height: 900 });
  await signIn(page);
  await showDay(page, booking.appointments.find(({ status }) => status === 'booked'));
  const row = page.getByRole('row').filter({ hasText: booking.reference }).first();
  await row.getByRole('button', { name: /^More/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Why this visit').click();
  await dialog.getByText('Rules that spoke').waitFor();
  await dialog.getByText('Labels for reports (ICD-10), not a diagnosis').waitFor();
  await look(page, '45-account');
  assert.deepEqual(faults, []);
  await close();
});

test('the sheet speaks the language of the intake', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const asked = listenForQuestions(page);
  await tellWords(page, kEmergency.complaint);
  await answerAll(page, asked, kEmergency);
  await page.waitForURL(/\/emergency$/);
  const flow = await page.evaluate(() => JSON.parse(sessionStorage.getItem('plexus.flow')));
  const changed = await page.request.patch(`${base}/api/v1/intakes/${flow.intake.id}`, {
    headers: { authorization: `Bearer ${flow.intake.token}` },
    data: {
      language: 'ru',
      answers: { urinary_retention_new: 'present', numbness_saddle: 'present' },
    },
  });
  assert.equal(changed.status(), 200);
  await page.getByRole('button', { name: 'Print this for the ambulance or hospital' }).click();
  const sheet = page.locator('article.sheet[lang="ru"]');
  await sheet.getByText('Скажите это первым').waitFor();
  await look(page, '46-sheet-russian');
  assert.equal(await printedPages(page, '46-sheet-russian'), 1, 'one page of A4');
  assert.deepEqual(faults, []);
  await close();
});
