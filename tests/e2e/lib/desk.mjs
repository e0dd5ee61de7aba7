// Plays the front desk.
import { base } from './browser.mjs';

const password = process.env.PLEXUS_DEMO_PASSWORD ?? '';

export async function signIn(page) {
  if (!page.url().startsWith(`${base}/staff`)) await page.goto(`${base}/staff`);
  await page.getByLabel('User name').fill('frontdesk');
  await givePassword(page);
  await page.getByRole('heading', { level: 1, name: 'Day list' }).waitFor();
}

export async function givePassword(page) {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens the day and the site of a visit. */
export async function showDay(page, visit) {
  await page.getByLabel('Site').selectOption(visit.location);
  await page.getByLabel('Date').fill(visit.start.slice(0, 10));
}
