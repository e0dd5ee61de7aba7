import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../src/api/problem.ts';
import { inSession, signIn, signOut } from '../src/staff/session.ts';
import { desk, standingNow } from './staff-desk.ts';

const over = () => new Problem(401, { type: 'urn:plexus:problem:sign-in' }, null);
const settled = () => new Promise((resume) => setTimeout(resume, 0));

/** Work that the server refuses once because the session has ended. */
function refusedOnce(work: 'read' | 'write') {
  const seen: string[] = [];
  const done = inSession(work, async (csrf) => {
    seen.push(csrf);
    if (seen.length === 1) throw over();
    return 'done';
  });
  return { seen, done };
}

beforeEach(() => {
  vi.stubGlobal('fetch', desk.fetch);
  desk.clear();
});

describe('work within a session', () => {
  it('waits for the sign-in when the session has ended, then goes on with the new token', async () => {
    await signIn('mira', 'secret');
    const { seen, done } = refusedOnce('write');
    await settled();
    expect(seen).toEqual(['token-1']);
    expect(standingNow().ended).toBe(true);
    await signIn('mira', 'secret');
    expect(await done).toBe('done');
    expect(seen).toEqual(['token-1', 'token-2']);
    expect(standingNow().dropped).toBeNull();
  });

  it('is never done in the name of another user, and the page says so', async () => {
    await signIn('mira', 'secret');
    const { seen, done } = refusedOnce('write');
    const refused = expect(done).rejects.toMatchObject({ status: 401 });
    await settled();
    await signIn('olle', 'secret');
    await refused;
    expect(seen).toEqual(['token-1']);
    expect(standingNow()).toMatchObject({ state: 'in', ended: false, dropped: 'Mira' });
    await signIn('olle', 'secret');
    expect(standingNow().dropped).toBeNull();
  });

  it('that only read is dropped without a word', async () => {
    await signIn('mira', 'secret');
    const { done } = refusedOnce('read');
    const refused = expect(done).rejects.toMatchObject({ status: 401 });
    await settled();
    await signIn('olle', 'secret');
    await refused;
    expect(standingNow().dropped).toBeNull();
  });

  it('refused after the sign-out waits for nobody', async () => {
    await signIn('mira', 'secret');
    let refuse = (_: Problem) => {};
    const answer = new Promise<never>((_, reject) => {
      refuse = reject;
    });
    const work = inSession('write', () => answer);
    const refused = expect(work).rejects.toMatchObject({ status: 401 });
    await signOut();
    refuse(over());
    await refused;
    expect(standingNow()).toMatchObject({ state: 'out', ended: false, dropped: 'Mira' });
  });

  it('refused late does not end the session that was opened meanwhile', async () => {
    await signIn('mira', 'secret');
    const seen: string[] = [];
    let refuse = (_: Problem) => {};
    const answer = new Promise<string>((_, reject) => {
      refuse = reject;
    });
    const work = inSession('write', async (csrf) => {
      seen.push(csrf);
      return seen.length === 1 ? answer : 'done';
    });
    await signIn('mira', 'secret');
    refuse(over());
    expect(await work).toBe('done');
    expect(seen).toEqual(['token-1', 'token-2']);
    expect(standingNow().ended).toBe(false);
  });

  it('passes every other refusal on', async () => {
    const refused = new Problem(409, { type: 'urn:plexus:problem:bad-transition' }, null);
    await expect(inSession('write', () => Promise.reject(refused))).rejects.toBe(refused);
  });
});

describe('signing out', () => {
  it.each([[403], [500], [null]])('stays signed in when the server answers %s', async (status) => {
    await signIn('mira', 'secret');
    desk.atClose = status;
    await expect(signOut()).rejects.toThrow();
    expect(standingNow()).toMatchObject({ state: 'in', session: { csrf_token: 'token-1' } });
  });

  it.each([[204], [401]])('is done when the server answers %i', async (status) => {
    await signIn('mira', 'secret');
    desk.atClose = status;
    await signOut();
    expect(standingNow()).toMatchObject({ state: 'out', session: null });
  });
});
