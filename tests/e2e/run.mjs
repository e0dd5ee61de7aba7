// Runs every *.test.mjs beside it against a running demonstration server and prints one line of
// counts. PLEXUS_URL says where the server is, PLEXUS_DEMO_PASSWORD lets the front desk in.
// Exits 1 on any failure and when nothing ran.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const only = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => only.length === 0 || only.some((part) => name.includes(part)))
  .sort()
  .map((name) => here + name);

if (!process.env.PLEXUS_URL || !process.env.PLEXUS_DEMO_PASSWORD) {
  console.error('Set PLEXUS_URL and PLEXUS_DEMO_PASSWORD of a running `plexus serve --demo`.');
  process.exit(2);
}

const counts = { passed: 0, failed: 0 };
const isTest = ({ details, name }) => details.type !== 'suite' && !files.includes(name);
const stream = run({ files, concurrency: 1, timeout: 10 * 60_000 });
stream.on('test:pass', (event) => {
  if (isTest(event)) counts.passed += 1;
});
stream.on('test:fail', () => {
  counts.failed += 1;
});
process.on('exit', () => {
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
});
stream.compose(spec).pipe(process.stdout);
