// How the pages are served: addresses, security headers, compression, caching.
// Needs a running demonstration server: PLEXUS_URL.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const base = (process.env.PLEXUS_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');

/** Plain HTTP, so that nothing is unpacked or cached on the way. */
function fetchRaw(path, encoding) {
  return new Promise((resolve, reject) => {
    const headers = encoding ? { 'accept-encoding': encoding } : {};
    get(base + path, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers: got } = response;
        resolve({ status, headers: got, body: Buffer.concat(chunks) });
      });
    }).on('error', reject);
  });
}

const kPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

const kPatient = ['/', '/intake', '/questions/1', '/result', '/times', '/details', '/check', '/done', '/emergency'];

test('every address of the pages answers its page under the strict policy', async () => {
  for (const path of [...kPatient, '/staff']) {
    const { status, headers, body } = await fetchRaw(path);
    assert.equal(status, 200, path);
    assert.match(headers['content-type'], /^text\/html; ?charset=utf-8$/i, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    const policy = (headers['content-security-policy'] ?? '').split(';').map((part) => part.trim());
    for (const rule of kPolicy) assert.ok(policy.includes(rule), `${path} lacks ${rule}`);
    assert.doesNotMatch(policy.join(' '), /unsafe/, path);
    assert.match(body.toString(), path === '/staff' ? /<title>Front desk/ : /<title>Plexus</, path);
  }
});

test('files come compressed as the browser likes, and are kept for good', async () => {
  const html = (await fetchRaw('/')).body.toString();
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, name]) => name);
  assert.ok(files.length >= 2);
  for (const file of files) {
    const plain = await fetchRaw(file);
    assert.equal(plain.status, 200, file);
    assert.match(plain.headers['cache-control'], /immutable/, file);
    const small = await fetchRaw(file, 'gzip');
    assert.equal(small.headers['content-encoding'], 'gzip', file);
    assert.deepEqual(gunzipSync(small.body), plain.body, file);
    const smaller = await fetchRaw(file, 'gzip, deflate, br');
    assert.equal(smaller.headers['content-encoding'], 'br', file);
    assert.deepEqual(brotliDecompressSync(smaller.body), plain.body, file);
    assert.match(smaller.headers.vary ?? '', /accept-encoding/i, file);
  }
});

test('the page itself is asked for anew, and a stranger is not found', async () => {
  const page = await fetchRaw('/');
  assert.match(page.headers['cache-control'], /no-cache|no-store/);
  assert.equal((await fetchRaw('/assets/nothing-here.js')).status, 404);
  assert.equal((await fetchRaw('/assets/../index.html')).status !== 500, true);
});
