import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestAll } from '../src/api/pages.ts';
import { listLocations, listPractitioners, listServices } from '../src/data/patient.ts';
import { listVisits } from '../src/data/staff.ts';

const asked: URL[] = [];
let lists = 0;
let broken: string | null = null;

/** Three pages of one item each, whatever the path. */
beforeEach(() => {
  asked.length = 0;
  lists = 3;
  broken = null;
  vi.stubGlobal('fetch', async (url: string) => {
    const to = new URL(url, 'http://clinic');
    asked.push(to);
    const cursor = to.searchParams.get('cursor');
    if (cursor !== null && cursor === broken) return new Response('{}', { status: 503 });
    const page = Number(cursor ?? '0');
    const next = page + 1 < lists ? String(page + 1) : null;
    return new Response(JSON.stringify({ items: [{ id: `item-${page}` }], next }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a list', () => {
  it.each([
    ['sites', '/api/v1/locations', listLocations],
    ['practitioners', '/api/v1/practitioners', listPractitioners],
    ['services', '/api/v1/services', listServices],
  ])('of %s is read to its end', async (_, path, list) => {
    const found = await list();
    expect(found.map(({ id }) => id)).toEqual(['item-0', 'item-1', 'item-2']);
    expect(asked.map((url) => url.pathname)).toEqual([path, path, path]);
    expect(asked.map((url) => url.searchParams.get('limit'))).toEqual(['200', '200', '200']);
    expect(asked.map((url) => url.searchParams.get('cursor'))).toEqual([null, '1', '2']);
  });

  it('of the day is read to its end, of the same site and day on each page', async () => {
    const found = await listVisits('L1', '2026-12-01', '2026-12-02');
    expect(found.map(({ id }) => id)).toEqual(['item-0', 'item-1', 'item-2']);
    for (const { searchParams } of asked) {
      const { location, from, to } = Object.fromEntries(searchParams);
      expect([location, from, to]).toEqual(['L1', '2026-12-01', '2026-12-02']);
    }
  });

  it('of which a later page fails is no list', async () => {
    broken = '2';
    await expect(listVisits('L1', '2026-12-01', '2026-12-02')).rejects.toMatchObject({
      status: 503,
    });
  });

  it('that never ends is an error, not the part read so far', async () => {
    lists = Number.POSITIVE_INFINITY;
    await expect(requestAll('/services')).rejects.toThrow('does not end');
  });
});
