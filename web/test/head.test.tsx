import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../src/api/types.ts';
import { DroppedNotice, Head } from '../src/staff/head.tsx';
import { signIn } from '../src/staff/session.ts';
import { useEnglish } from './english.ts';
import { desk, standingNow } from './staff-desk.ts';

beforeAll(() => useEnglish('staff'));
beforeEach(async () => {
  vi.stubGlobal('fetch', desk.fetch);
  desk.clear();
  await signIn('mira', 'secret');
});
afterEach(cleanup);

it('says that signing out has failed, and tries again', async () => {
  desk.atClose = null;
  render(<Head session={standingNow().session as Session} />);
  fireEvent.click(screen.getByText('Sign out'));
  await screen.findByText('You may still be signed in');
  expect(standingNow().state).toBe('in');
  desk.atClose = 204;
  fireEvent.click(screen.getByText('Try again'));
  await vi.waitFor(() => expect(standingNow().state).toBe('out'));
});

it('names whose change was dropped', () => {
  render(<DroppedNotice name="Mira" />);
  expect(screen.getByRole('alert').textContent).toContain('The session of Mira ended');
});
