import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../src/api/problem.ts';
import { inSession, signIn } from '../src/staff/session.ts';

const user = { id: 'U', username: 'frontdesk', name: 'Mira', roles: ['front_desk'], locations: [] };
let token = 0;

beforeEach(() => {
  token = 0;
  vi.stubGlobal('fetch', async () => {
    token += 1;
    return new Response(JSON.stringify({ user, csrf_token: `token-${token}` }));
  });
});

describe('work within a session', () => {
  it('waits for the sign-in when the session has ended, then goes on with the new token', async () => {
    await signIn('frontdesk', 'secret');
    const seen: string[] = [];
    const work = inSession(async (csrf) => {
      seen.push(csrf);
      if (seen.length === 1) throw new Problem(401, { type: 'urn:plexus:problem:sign-in' }, null);
      return 'done';
    });
    await new Promise((resume) => setTimeout(resume, 0));
    expect(seen).toEqual(['token-1']);
    await signIn('frontdesk', 'secret');
    expect(await work).toBe('done');
    expect(seen).toEqual(['token-1', 'token-2']);
  });

  it('passes every other refusal on', async () => {
    const refused = new Problem(409, { type: 'urn:plexus:problem:bad-transition' }, null);
    await expect(inSession(() => Promise.reject(refused))).rejects.toBe(refused);
  });
});
