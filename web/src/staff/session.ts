// Who is signed in. When a session ends in the middle of work, the work waits for the sign-in and
// goes on: nothing typed is lost. Must not keep the token anywhere but in memory.
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
}

let standing: Standing = { state: 'unknown', session: null, ended: false };
let waiting: (() => void)[] = [];
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
    set({ state: 'in', session: await readSession(), ended: false });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    set({ state: 'out', session: null, ended: false });
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  const session = await openSession(username, password);
  set({ state: 'in', session, ended: false });
  const going = waiting;
  waiting = [];
  for (const resume of going) resume();
}

export async function signOut(): Promise<void> {
  const token = standing.session?.csrf_token;
  if (token) await closeSession(token).catch(() => undefined);
  waiting = [];
  set({ state: 'out', session: null, ended: false });
}

function signedInAgain(): Promise<void> {
  set({ ...standing, ended: true });
  return new Promise((resume) => waiting.push(resume));
}

/** Runs `action` with the session's token; after a sign-in that it had to wait for, runs it again. */
export async function inSession<T>(action: (csrf: string) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await action(standing.session?.csrf_token ?? '');
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      await signedInAgain();
    }
  }
}
