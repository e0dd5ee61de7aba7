// The patient's pages in another language than English: the intake's, on every page of it.
// Needs a running demonstration server: PLEXUS_URL.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertFits, assertTargets, base, launch, look, openPage } from './lib/browser.mjs';
import { answerAll, kLeftLeg, kRussian, listenForQuestions, tellWords } from './lib/patient.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const kComplaint = 'Два месяца немеют поясница и левая нога, началось после подъёма тяжестей';
const person = { ...kLeftLeg, words: kRussian };

/** The name of the house, and the way to the other language. */
const kLatin = new Set(['Plexus', 'English']);

/** Words in Latin letters that a person sees, but for those. */
async function latinOn(page) {
  const text = await page.locator('body').innerText();
  return (text.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !kLatin.has(word));
}

async function looked(page, name) {
  assert.deepEqual(await latinOn(page), [], `English on ${name}`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
  await look(page, name);
  await assertFits(page, name);
  await assertTargets(page, name);
}

for (const width of [390, 1280]) {
  test(`whoever reads Russian is asked and advised in Russian, at ${width} pixels`, async () => {
    const { page, faults, close } = await openPage(browser, { width, language: 'ru-RU' });
    const asked = listenForQuestions(page);
    await page.goto(`${base}/`);
    await page.getByRole('heading', { level: 1, name: 'Что случилось?' }).waitFor();
    await looked(page, `50-russian-start-${width}`);
    await tellWords(page, kComplaint, person);
    await page.waitForURL(/questions\/1$/);
    await looked(page, `51-russian-question-${width}`);
    await page.getByRole('button', { name: 'Дальше', exact: true }).click();
    await page.getByText('Нужно кое-что исправить').waitFor();
    assert.match(await page.title(), /^Ошибка: /);
    await answerAll(page, asked, person);
    assert.match(page.url(), /\/result$/);
    await page.getByRole('heading', { level: 2, name: 'Почему такой план?' }).waitFor();
    await page.waitForFunction(() => !document.querySelector('.progress'));
    await looked(page, `52-russian-result-${width}`);
    await page.reload();
    await page.getByRole('button', { name: 'Посмотреть свободное время' }).click();
    await page.getByRole('heading', { level: 1, name: /^Выберите/ }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });
}

test('an emergency is told in Russian, with its sheet', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390, language: 'ru' });
  const asked = listenForQuestions(page);
  await tellWords(page, 'Не могу помочиться', person);
  await answerAll(page, asked, {
    ...person,
    present: new Set(['urinary_retention_new', 'numbness_saddle']),
    choices: [],
  });
  await page.waitForURL(/\/emergency$/);
  await looked(page, '53-russian-emergency');
  await page.getByRole('button', { name: 'Напечатать для скорой помощи или больницы' }).click();
  await page.getByText('Скажите это первым').waitFor();
  await page.getByRole('button', { name: 'Напечатать', exact: true }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('the language is chosen on the first page, and stays', async () => {
  const { page, faults, close } = await openPage(browser, { width: 390 });
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`${base}/`);
  await page.getByRole('heading', { level: 1, name: 'What is wrong?' }).waitFor();
  assert.ok(!loaded.some((url) => /\/ru-/.test(url)), 'words that nobody asked for');
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('heading', { level: 1, name: 'Что случилось?' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Что случилось?' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'What is wrong?' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('button', { name: 'Русский' }).click();
  // The words are fetched; leaving before they are here would leave the choice behind.
  await page.getByRole('heading', { level: 1, name: 'Что случилось?' }).waitFor();
  await tellWords(page, kComplaint, person);
  await page.waitForURL(/questions\/1$/);
  await page.goto(`${base}/`);
  await page.getByText('Вы уже начали').waitFor();
  assert.equal(await page.getByRole('button', { name: 'English' }).count(), 0, 'fixed by the intake');
  assert.deepEqual(faults, []);
  await close();
});
