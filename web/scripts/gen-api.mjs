// Writes src/api/schema.gen.ts from the HTTP contract; `--check` only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('../../schema/openapi/plexus.yaml', import.meta.url);
const target = new URL('../src/api/schema.gen.ts', import.meta.url);
const head = '// Made by `npm run gen-api` from schema/openapi/plexus.yaml; do not edit.\n\n';

const text = head + astToString(await openapiTS(contract, { defaultNonNullable: false }));
if (process.argv.includes('--check')) {
  const kept = readFileSync(target, 'utf8');
  if (kept !== text) {
    console.error('src/api/schema.gen.ts does not match the contract: run `npm run gen-api`');
    process.exit(1);
  }
  console.log('src/api/schema.gen.ts matches the contract');
} else {
  writeFileSync(target, text);
  console.log(`wrote src/api/schema.gen.ts, ${text.split('\n').length} lines`);
}
