// Who is signed in. When a session ends in the middle of work, the work waits until the same user
// signs in, and goes on: nothing typed is lost. Must not keep the token anywhere but in memory, nor
// do one user's work in the name of another.
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem.ts';
import type { Session } from '../api/types.ts';
import { closeSession, openSession, readSession } from '../data/staff.ts';

export interface Standing {
  /** `unknown` until the server has said who we are. */
  state: 'unknown' | 'out' | 'in';
  session: Session | null;
  /** Signed in before, and now asked again over the page that was left standing. */
  ended: boolean;
  /** The name of the user whose last change was not carried out, until the next sign-in. */
  dropped: string | null;
}

interface Waiting {
  user: Session['user'];
  writes: boolean;
  resume: () => void;
  drop: () => void;
}

let standing: Standing = { state: 'unknown', session: null, ended: false, dropped: null };
let waiting: Waiting[] = [];
const listeners = new Set<() => void>();

function set(next: Standing): void {
  standing = next;
  for (const tell of listeners) tell();
}

export function useStanding(): Standing {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tell = () => redraw((count) => count + 1);
    listeners.add(tell);
    return () => {
      listeners.delete(tell);
    };
  }, []);
  return standing;
}

export async function findSession(): Promise<void> {
  try {
    set({ state: 'in', session: await readSession(), ended: false, dropped: null });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    set({ state: 'out', session: null, ended: false, dropped: null });
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  const session = await openSession(username, password);
  const mine = waiting.filter(({ user }) => user.id === session.user.id);
  const others = waiting.filter(({ user }) => user.id !== session.user.id);
  waiting = [];
  const dropped = others.find(({ writes }) => writes)?.user.name ?? null;
  set({ state: 'in', session, ended: false, dropped });
  for (const work of others) work.drop();
  for (const work of mine) work.resume();
}

/**
 * Fails while the server has not confirmed: the cookie may live on, so the session stays shown.
 * A session that is gone already is as good as one just closed.
 */
export async function signOut(): Promise<void> {
  try {
    await closeSession(standing.session?.csrf_token ?? '');
  } catch (error) {
    if (!isOver(error)) throw error;
  }
  const left = waiting;
  waiting = [];
  const dropped = left.find(({ writes }) => writes)?.user.name ?? null;
  set({ state: 'out', session: null, ended: false, dropped });
  for (const work of left) work.drop();
}

export function forgetDropped(): void {
  set({ ...standing, dropped: null });
}

/** The server knows no session behind this cookie. */
function isOver(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

function sameSignsIn(user: Session['user'], writes: boolean, refused: unknown): Promise<void> {
  set({ ...standing, ended: true });
  return new Promise((resume, reject) => {
    waiting.push({ user, writes, resume, drop: () => reject(refused) });
  });
}

/**
 * Runs `action` with the session's token. When the session turns out to have ended, runs it again
 * once the same user has signed in; throws the refusal when it is someone else, or nobody.
 * `work` tells whether giving up loses anything that the user must hear of.
 */
export async function inSession<T>(
  work: 'read' | 'write',
  action: (csrf: string) => Promise<T>,
): Promise<T> {
  const user = standing.session?.user;
  for (;;) {
    const token = standing.session?.csrf_token;
    try {
      return await action(token ?? '');
    } catch (error) {
      if (!isOver(error) || !user) throw error;
      const now = standing.session;
      if (now?.user.id !== user.id) {
        if (work === 'write') set({ ...standing, dropped: user.name });
        throw error;
      }
      // A refusal that comes late, after a new sign-in, says nothing of the new session.
      if (now.csrf_token === token) await sameSignsIn(user, work === 'write', error);
    }
  }
}
