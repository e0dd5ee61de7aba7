// Fails when a message is used by nothing, or when a language lacks a message, has one too many, or
// fills in other values. Staff are spoken to in English alone.
// That every key in use exists is the type check's work (MessageKey).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (name) => JSON.parse(readFileSync(join(at('i18n'), name), 'utf8'));

const sources = readdirSync(at('src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');
/** `service.${code}` in the sources uses every key below `service.`. */
const prefixes = [...sources.matchAll(/`([A-Za-z]+(?:\.[A-Za-z]+)*\.)\$\{/g)].map(
  ([, found]) => found,
);
const isUsed = (key) =>
  sources.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix));

const source = read('en.json');
const english = Object.keys(source);
/** The names of the values that a message is given. */
const valuesOf = (text) =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name))]
    .filter((name) => name !== 'count')
    .sort()
    .join(' ');
const faults = english.filter((key) => !isUsed(key)).map((key) => `nothing uses ${key}`);
for (const name of readdirSync(at('i18n')).filter((each) => /\.json$/.test(each))) {
  const words = read(name);
  const keys = Object.keys(words);
  for (const key of english) {
    if (!keys.includes(key)) {
      if (!key.startsWith('staff.')) faults.push(`${name} lacks ${key}`);
    } else if (valuesOf(words[key]) !== valuesOf(source[key])) {
      faults.push(`${name} fills in other values in ${key}`);
    }
  }
  for (const key of keys) if (!english.includes(key)) faults.push(`${name} alone has ${key}`);
}
for (const fault of faults) console.error(`messages: ${fault}`);
console.log(`${english.length} messages, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
