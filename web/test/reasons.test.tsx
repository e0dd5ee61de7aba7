// "Why this plan?" and the sheet for an ambulance: what they show of the server's account.

import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { messagesOf } from '../scripts/icu-plugin.ts';
import type { Explanation, Handover } from '../src/api/types.ts';
import { addMessages } from '../src/i18n/text.ts';
import { allowed, before } from '../src/patient/flow.ts';
import { Reasons } from '../src/patient/pages/reasons.tsx';
import { SheetPage } from '../src/patient/pages/sheet.tsx';
import { setFlow } from '../src/patient/store.ts';
import { useEnglish } from './english.ts';
import { halfway, intake, routing } from './samples.ts';

const head = {
  id: 'I1',
  language: 'en',
  urgency: 'asap' as const,
  complete: true,
  protocol: { id: 'back_numbness', version: '1.0.0' },
};
const numb = {
  id: 'numbness_leg_foot',
  text: 'My leg or foot is numb',
  state: 'present' as const,
  from: 'complaint' as const,
  quote: 'numb foot',
  span: [0, 9],
};
const fever = { id: 'fever', text: 'Fever', state: 'present' as const, from: 'answer' as const };
const explanation: Explanation = {
  ...head,
  patient: {
    summary: [],
    understood: [numb, fever],
    unsure: [],
    why: [
      { reason: 'Nerves come first.', urgency: 'asap', certain: true, because: [numb], open: [] },
    ],
    checks: [{ reason: 'Metal must be checked.', because: [fever], open: [] }],
    tests: [],
    not_offered: [],
  },
};
const sheet: Handover = {
  ...head,
  language: 'ru',
  made_at: '2026-12-01T09:00:00+01:00',
  title: 'Для врачей',
  name_label: 'Имя',
  sections: [
    { part: 'say', title: 'Скажите', lines: [{ text: 'Мне нужна помощь.' }] },
    { part: 'denied', title: 'Нет', lines: [{ text: 'Жар', id: 'fever' }] },
  ],
  foot: ['Протокол'],
};
const asked: { url: string; token: string | null }[] = [];

beforeEach(() => {
  useEnglish();
  const source = JSON.parse(readFileSync('i18n/en.json', 'utf8')) as Record<string, string>;
  for (const part of ['reasons', 'sheet']) addMessages(messagesOf(part, source));
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, token: new Headers(init.headers).get('authorization') });
    if (url.endsWith('/explanation')) return new Response(JSON.stringify(explanation));
    if (url.endsWith('/handover')) return new Response(JSON.stringify(sheet));
    return new Response(JSON.stringify({ items: [], next: null }));
  });
  const left = [{ what: 'manual_therapist', label: 'Manual therapist', reason: 'Not safe now.' }];
  setFlow(halfway({ latest: intake({ routing: routing({ not_offered: left }) }) }));
});
afterEach(cleanup);

it('puts each reason beside the words it came from', async () => {
  render(<Reasons />);
  await screen.findByText('Nerves come first.');
  expect(screen.getByText(/you wrote “numb foot”/)).toBeTruthy();
  expect(screen.getByText('Everything else that we understood')).toBeTruthy();
  expect(screen.getByText('Manual therapist')).toBeTruthy();
  expect(screen.getByText('Not safe now.')).toBeTruthy();
  expect(screen.getByText('Metal must be checked.')).toBeTruthy();
});

it('sends the token in a header and nothing in the address', async () => {
  render(<Reasons />);
  await screen.findByText('Nerves come first.');
  const [first] = asked.filter(({ url }) => url.endsWith('/explanation'));
  expect(first?.url).toBe('/api/v1/intakes/I1/explanation');
  expect(first?.token).toMatch(/^Bearer ./);
});

it('prints a name that is typed, and sends it nowhere', async () => {
  const { container } = render(<SheetPage />);
  const title = await screen.findByText('Для врачей');
  expect(title.closest('article')?.getAttribute('lang')).toBe('ru');
  const before = asked.length;
  fireEvent.input(screen.getByLabelText(/^Name, if you want/), { target: { value: 'Erik' } });
  expect(container.querySelector('.sheet .name')?.textContent).toBe('Имя: Erik');
  expect(asked.length).toBe(before);
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('Erik');
});

it('opens the sheet for an emergency and for a same-day case, never otherwise', () => {
  const at = (part: Parameters<typeof routing>[0]) =>
    halfway({ latest: intake({ complete: true, questions: [], routing: routing(part) }) });
  const sheetPage = { page: 'sheet' as const };
  const stat = at({ urgency: 'stat', within_hours: 0 });
  const asap = at({ urgency: 'asap', within_hours: 24 });
  expect(allowed(stat, sheetPage)).toEqual(sheetPage);
  expect(before(stat, sheetPage)).toEqual({ page: 'emergency' });
  expect(allowed(asap, sheetPage)).toEqual(sheetPage);
  expect(before(asap, sheetPage)).toEqual({ page: 'times' });
  expect(allowed(at({ within_hours: 336 }), sheetPage)).not.toEqual(sheetPage);
});
