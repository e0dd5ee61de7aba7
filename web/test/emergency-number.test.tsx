import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Booking, Location } from '../src/api/types.ts';
import { emergencyNumber } from '../src/patient/directory.ts';
import { kStart } from '../src/patient/flow.ts';
import { DonePage } from '../src/patient/pages/done.tsx';
import { EmergencyPage } from '../src/patient/pages/emergency.tsx';
import { ResultPage } from '../src/patient/pages/result.tsx';
import { EmergencyAdvice } from '../src/patient/pages/start.tsx';
import { TimesPage } from '../src/patient/pages/times.tsx';
import { setFlow } from '../src/patient/store.ts';
import { useEnglish } from './english.ts';
import { halfway, intake, routing, visit } from './samples.ts';

const site = (id: string, emergency_number?: string): Location => ({
  id,
  name: id,
  zone: 'Europe/Stockholm',
  address: null,
  phone: null,
  hours: [],
  ...(emergency_number ? { emergency_number } : {}),
});
const directory = (...locations: Location[]) => ({ locations, practitioners: [], services: [] });
const emergency = { id: 'E', title: 'Get help', text: 'Now.', say: null };
const sent = (number?: string) => {
  const told = number ? { ...emergency, number } : emergency;
  return halfway({ latest: intake({ routing: routing({ urgency: 'stat', emergency: told }) }) });
};

beforeAll(() => {
  useEnglish();
  const answers: Record<string, object> = {
    locations: { items: [site('L1', '911'), site('L2', '999')], next: null },
    search: {
      items: [],
      proven_optimal: true,
      escalation: { instruction: 'Go now.', callback_within_hours: null },
    },
  };
  vi.stubGlobal('fetch', async (url: string) => {
    const last = new URL(url, 'http://clinic').pathname.split('/').pop() ?? '';
    return new Response(JSON.stringify(answers[last] ?? { items: [], next: null }));
  });
});
afterEach(cleanup);

it('is that of the advice, else of the site, else of any site, else the usual one', () => {
  const both = directory(site('L0'), site('L1', '911'), site('L2', '999'));
  expect(emergencyNumber(sent('1177'), both, 'L2')).toBe('1177');
  expect(emergencyNumber(sent(), both, 'L2')).toBe('999');
  expect(emergencyNumber(kStart, both, 'L0')).toBe('911');
  expect(emergencyNumber(kStart, both)).toBe('911');
  expect(emergencyNumber(kStart, directory(site('L0')))).toBe('112');
  expect(emergencyNumber(kStart, directory())).toBe('112');
});

// The first test of pages: here alone the sites are not known yet.
it('on the first page is the usual one until the sites are known, then theirs', async () => {
  setFlow(kStart);
  render(<EmergencyAdvice />);
  expect(screen.getByRole('link').getAttribute('href')).toBe('tel:112');
  await screen.findByText(/Call 911/);
  expect(screen.getByRole('link').getAttribute('href')).toBe('tel:911');
  expect(screen.getByRole('complementary').getAttribute('aria-label')).toContain('911');
});

it('on the emergency page is that of the advice where it says one', async () => {
  setFlow(sent());
  const { container } = render(<EmergencyPage />);
  await screen.findByText('Call 911');
  setFlow(sent('1177'));
  await screen.findByText('Call 1177');
  expect(container.querySelector('a[href^="tel:"]')?.getAttribute('href')).toBe('tel:1177');
});

it('on the advice is that of the sites', async () => {
  setFlow(halfway());
  render(<ResultPage />);
  await screen.findByText(/^Call 911 or your local/);
});

it('where nothing is free in time is that of the sites', async () => {
  setFlow(halfway());
  render(<TimesPage />);
  const link = (await screen.findByText('Call 911')).closest('a');
  expect(link?.getAttribute('href')).toBe('tel:911');
});

it('with the booking is that of the site of the visit', async () => {
  const booking = { id: 'B1', reference: 'K7QM', appointments: [visit({ location: 'L2' })] };
  setFlow(halfway({ booking: booking as unknown as Booking }));
  render(<DonePage />);
  await screen.findByText(/^Call 999 or your local/);
});
