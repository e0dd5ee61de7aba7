// A real Chromium over the pages: start, screenshots, accessibility, and an ear for faults.
// Must not know what the pages are for.
import assert from 'node:assert/strict';
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The browser's driver and the accessibility checks are installed with the pages' own tools.
const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const base = (process.env.PLEXUS_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
const shots = fileURLToPath(new URL('../shots', import.meta.url));
mkdirSync(shots, { recursive: true });

const kFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Look on.
      }
    }
  }
  throw new Error('No Chromium on the PATH: install the package chromium.');
}

export function launch() {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: kFlags });
}

/** Answers that the pages expect as part of their work, so no fault: [status, part of the address]. */
const kExpected = [
  [401, '/api/v1/session'],
  [409, '/api/v1/'],
  [412, '/api/v1/'],
  [422, '/api/v1/'],
];

/**
 * Opens a page of its own cookies and storage. `faults` collects what a person would never see:
 * script errors, console errors (blocked by the security policy among them), failed requests.
 */
export async function openPage(browser, { width, height = 844, language = 'en-GB', ...rest }) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    // Neither this machine's zone nor the clinic's: times must not come from the device.
    timezoneId: 'Pacific/Auckland',
    reducedMotion: 'reduce',
    ...rest,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    if (/Failed to load resource/.test(text)) return; // Told better by the response below.
    faults.push(`console: ${text}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    const url = response.url();
    const expected = kExpected.some(([code, part]) => code === status && url.includes(part));
    if (status >= 400 && !expected) faults.push(`${status} for ${url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) faults.push(`outside: ${url}`);
  });
  return { page, faults, close: () => context.close() };
}

async function axe(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join('; ')}`,
    );
  });
}

/** Looks at the page as it stands, light and dark: a picture and the accessibility of each. */
export async function look(page, name) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(shots, `${name}-${colorScheme}.png`), fullPage: true });
    assert.deepEqual(await axe(page), [], `axe on ${name}, ${colorScheme}`);
  }
}

/** Everything that can be tapped is at least 44 pixels in one direction and 24 in the other. */
export async function assertTargets(page, name) {
  const small = await page.evaluate(() => {
    const inline = (node) => getComputedStyle(node).display === 'inline';
    return [...document.querySelectorAll('a, button, summary, input, select, textarea')]
      .filter((node) => node.checkVisibility() && !node.closest('.skip') && !inline(node))
      .map((node) => ({ node, box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 44 || box.width < 24))
      .map(({ node, box }) => `${node.outerHTML.slice(0, 80)} ${box.width}x${box.height}`);
  });
  assert.deepEqual(small, [], `small targets on ${name}`);
}

/** Nothing sticks out at the side: a page that scrolls sideways is broken on a phone. */
export async function assertFits(page, name) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${name} is ${over} pixels too wide`);
}
