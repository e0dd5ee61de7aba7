// Makes docs/pictures/pages.png: the advice and the times on a phone beside the front desk's list.
// Needs a running demonstration server: PLEXUS_URL and PLEXUS_DEMO_PASSWORD. Its clock decides the
// dates: PLEXUS_CLOCK=2026-12-01T08:00:00Z, asked at once, makes the picture that is kept.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './lib/browser.mjs';
import { showDay, signIn } from './lib/desk.mjs';
import { fillDetails, kNumbFeet, walkToTimes } from './lib/patient.mjs';

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
const kPhone = { width: 390, height: 860 };
const kDesk = { width: 1280, height: 860 };
/** The whole picture is drawn at this part of its natural size. */
const kZoom = 0.72;

const asText = async (shot) => `data:image/png;base64,${(await shot).toString('base64')}`;

/** Walks a patient to a booking; answers the two pictures and the first visit. */
async function onThePhone(browser) {
  const { page, close } = await openPage(browser, kPhone);
  let advice;
  const plans = await walkToTimes(page, kNumbFeet, async () => {
    await page.mouse.move(0, 0);
    advice = await asText(page.screenshot());
  });
  await page.mouse.move(0, 0);
  const times = await asText(page.screenshot());
  await plans.first().click();
  await fillDetails(page, {
    given: 'Ingrid',
    family: 'Lindqvist',
    phone: '+46 8 765 43 21',
    year: kNumbFeet.year,
  });
  await page.getByRole('button', { name: 'Continue' }).click();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/bookings'));
  await page.getByRole('button', { name: /^Book/ }).click();
  const { reference, appointments } = await (await answered).json();
  await close();
  return { advice, times, reference, visit: appointments[0] };
}

async function atTheDesk(browser, { reference, visit }) {
  const { page, close } = await openPage(browser, kDesk);
  await signIn(page);
  await showDay(page, visit);
  const row = page.getByRole('row').filter({ hasText: reference }).first();
  await row.waitFor();
  await row.hover();
  await page.evaluate(() => document.activeElement?.blur());
  const shot = await asText(page.screenshot());
  await close();
  return shot;
}

const browser = await launch();
const phone = await onThePhone(browser);
const desk = await atTheDesk(browser, phone);
const gap = 48;
const size = {
  width: Math.round(kZoom * (2 * kPhone.width + kDesk.width + 4 * gap)),
  height: Math.round(kZoom * (kDesk.height + 2 * gap)),
};
const page = await browser.newPage({ viewport: size });
await page.setContent(`<style>
  body { margin: 0; background: #d5e3df; zoom: ${kZoom}; }
  div { display: flex; gap: ${gap}px; padding: ${gap}px; }
  img { display: block; border-radius: 20px; box-shadow: 0 10px 30px #0003; }
</style>
<div>
  <img src="${phone.advice}"><img src="${phone.times}"><img src="${desk}">
</div>`);
mkdirSync(folder, { recursive: true });
await page.screenshot({ path: `${folder}/pages.png` });
await browser.close();
console.log(`${folder}/pages.png, ${size.width} x ${size.height}`);
