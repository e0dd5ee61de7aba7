// Reads a list of the server's to its end, page by page.
// Must not answer with a part of it: a list that does not come whole is an error.
import { type RequestOptions, request } from './client.ts';
import type { Page } from './types.ts';

/** The most that the contract gives at once. */
const kPageSize = 200;
/** Far above any real list; stops at a server that never ends one. */
const kPagesMax = 50;

/** Every item of `path`. Throws as `request` does, also when only a later page fails. */
export async function requestAll<T>(path: string, options: RequestOptions = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < kPagesMax; page += 1) {
    const query = { ...options.query, limit: kPageSize, cursor };
    const { data } = await request<Page<T>>('GET', path, { ...options, query });
    items.push(...data.items);
    if (!data.next) return items;
    cursor = data.next;
  }
  throw new Error(`${path} does not end`);
}
