// A server that knows sessions only, for tests of signing in and out.
import { renderHook } from '@testing-library/preact';
import { type Standing, useStanding } from '../src/staff/session.ts';

const users: Record<string, object> = {
  mira: { id: 'U1', username: 'mira', name: 'Mira', roles: ['front_desk'], locations: [] },
  olle: { id: 'U2', username: 'olle', name: 'Olle', roles: ['front_desk'], locations: [] },
};
let tokens = 0;

export const desk = {
  /** How the closing of a session is answered; null for not at all. */
  atClose: 204 as number | null,

  clear(): void {
    tokens = 0;
    desk.atClose = 204;
  },

  async fetch(_url: string, init: RequestInit): Promise<Response> {
    if (init.method === 'DELETE') {
      if (desk.atClose === null) throw new TypeError('no connection');
      return new Response(null, { status: desk.atClose });
    }
    tokens += 1;
    const { username } = JSON.parse(String(init.body)) as { username: string };
    return new Response(JSON.stringify({ user: users[username], csrf_token: `token-${tokens}` }));
  },
};

export function standingNow(): Standing {
  const { result, unmount } = renderHook(useStanding);
  const now = result.current;
  unmount();
  return now;
}
