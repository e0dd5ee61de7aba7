// Fails the build when a page's first load outgrows its budget, when a patient's page could load a
// file of the staff's, or when a page holds what the content security policy forbids.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
/** `js` is loaded at once, `all` with the pages that come later, in English. */
const kBudgets = {
  'index.html': { js: 30_000, all: 40_000, css: 10_000, requests: 6 },
  'staff.html': { js: 80_000, all: 110_000, css: 15_000, requests: 8 },
};

/** Any other language is one file more for those who read it. */
const kLanguageMax = 8_000;
const languages = readdirSync(fileURLToPath(new URL('../i18n', import.meta.url)))
  .map((name) => basename(name, '.json'))
  .filter((name) => name !== 'en');
const isLanguage = (path) => languages.some((name) => basename(path).startsWith(`${name}-`));

const gzipped = (path) => readFileSync(`${path}.gz`).length;

const kAtOnce = /(?:from|import)\s*["'`]([^"'`]+\.js)["'`]/g;
const kEver = /(?:from|import)\s*\(?["'`]([^"'`]+\.js)["'`]/g;

/** Every script that a page reaches through the imports that match. */
function scriptsFrom(path, imports, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  for (const [, name] of text.matchAll(imports)) {
    const next = name.startsWith('/') ? join(dist, name) : normalize(join(dirname(path), name));
    if (existsSync(next)) scriptsFrom(next, imports, seen);
  }
  return seen;
}

let faults = 0;
const fault = (text) => {
  console.error(`budget: ${text}`);
  faults += 1;
};

for (const [page, budget] of Object.entries(kBudgets)) {
  const html = readFileSync(join(dist, page), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]);
  const styles = new Set(named.filter((name) => name.endsWith('.css')));
  const scripts = new Set();
  const ever = new Set();
  for (const name of named.filter((each) => each.endsWith('.js'))) {
    for (const path of scriptsFrom(join(dist, name), kAtOnce)) scripts.add(path);
    for (const path of scriptsFrom(join(dist, name), kEver)) ever.add(path);
  }
  const sizeOf = (paths) => [...paths].reduce((sum, path) => sum + gzipped(path), 0);
  const js = sizeOf(scripts);
  const words = [...ever].filter(isLanguage);
  const all = sizeOf(ever) - sizeOf(words);
  const css = [...styles].reduce((sum, name) => sum + gzipped(join(dist, name)), 0);
  const requests = 1 + scripts.size + styles.size;
  console.log(
    `${page}: JS ${js} of ${budget.js} B, in all ${all} of ${budget.all} B, CSS ${css} of ${budget.css} B (gzip), ` +
      `${requests} of ${budget.requests} requests`,
  );
  if (js > budget.js) fault(`${page} loads ${js} B of JS, allowed are ${budget.js}`);
  if (all > budget.all) fault(`${page} loads ${all} B of JS in all, allowed are ${budget.all}`);
  if (css > budget.css) fault(`${page} loads ${css} B of CSS, allowed are ${budget.css}`);
  if (requests > budget.requests) fault(`${page} needs ${requests} requests`);
  for (const path of words) {
    console.log(`${basename(path)}: ${gzipped(path)} of ${kLanguageMax} B (gzip)`);
    if (gzipped(path) > kLanguageMax) fault(`${basename(path)} is over ${kLanguageMax} B`);
  }
  if (page === 'index.html' && words.length !== languages.length) fault('a language is not built');
  for (const path of ever) {
    const name = path.slice(dist.length);
    if (page === 'index.html' && /staff/.test(name)) fault(`${page} reaches ${name}`);
  }
  if (/<script(?![^>]*\ssrc=)|<style|\sstyle="|\son\w+="/.test(html)) {
    fault(`${page} holds an inline script, style or handler`);
  }
}
process.exit(faults === 0 ? 0 : 1);
