import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/api/types.ts';
import {
  afterAnswer,
  afterIntake,
  allowed,
  before,
  kStart,
  openPage,
  pageAt,
  pageCount,
  pathOf,
  piecesOf,
  type Route,
  routeOf,
  wholeInput,
  withAnswered,
  withIntake,
} from '../src/patient/flow.ts';
import { halfway, intake, kAge, kBladder, kLegPain, pageOf, routing } from './samples.ts';

const stat = intake({
  complete: true,
  questions: [],
  routing: routing({ urgency: 'stat', within_hours: 0, book_by: null }),
});
const hold = {
  id: 'H',
  token: 'T',
  expires_at: '2026-12-01T09:10:00+01:00',
  remaining_seconds: 600,
  steps: [],
};
const patient = { given_name: 'A', family_name: 'B', birth_date: '1980-01-01', phone: '123456' };

describe('addresses', () => {
  it('lead there and back for every page', () => {
    const pages = ['start', 'words', 'result', 'times', 'details', 'check', 'done', 'emergency'];
    const routes = [
      ...pages.map((page) => ({ page })),
      { page: 'question', number: 12 },
    ] as Route[];
    for (const route of routes) expect(routeOf(pathOf(route))).toEqual(route);
  });

  it('take a slash at the end, and strangers to the start', () => {
    expect(routeOf('/times/')).toEqual({ page: 'times' });
    expect(routeOf('/questions/0')).toEqual({ page: 'start' });
    expect(routeOf('/questions/1e3')).toEqual({ page: 'start' });
    expect(routeOf('/nothing/here')).toEqual({ page: 'start' });
  });
});

describe('the dialogue', () => {
  it('asks what the server puts on the first page', () => {
    const flow = withIntake(kStart, intake());
    expect(afterIntake(flow)).toEqual({ page: 'question', number: 1 });
    expect(pageAt(flow, 1)).toEqual(pageOf(kAge));
    expect(pageAt(flow, 2)).toBeNull();
    expect(pageCount(flow)).toBe(3);
  });

  it('takes the title of the page along', () => {
    const pages = [{ page: 1, title: 'Legs', why: 'They matter.' }];
    const flow = withIntake(kStart, intake({ questions: [kAge, kLegPain], pages }));
    expect(openPage(flow)).toEqual({
      title: 'Legs',
      why: 'They matter.',
      questions: [kAge, kLegPain],
    });
  });

  it('goes on to the next page, then to the advice', () => {
    const flow = halfway();
    expect(afterAnswer(flow, 1)).toEqual({ page: 'question', number: 2 });
    expect(pageAt(flow, 2)).toEqual(pageOf(kBladder));
    const done = withIntake(flow, intake({ complete: true, questions: [], pages: [] }));
    expect(afterAnswer(done, 1)).toEqual({ page: 'result' });
  });

  it('walks again through later pages when an earlier answer changes', () => {
    const flow = withAnswered(halfway(), 2, pageOf(kBladder), {
      [kBladder.id]: { text: 'absent' },
    });
    expect(afterAnswer(flow, 1)).toEqual({ page: 'question', number: 2 });
    expect(flow.entries.sphincter_saddle).toEqual({ text: 'absent' });
  });

  it('goes straight back to the advice after a Change link', () => {
    const flow = halfway({
      asked: [pageOf(kAge), pageOf(kBladder)],
      changing: true,
      latest: intake({ complete: true, questions: [], pages: [] }),
    });
    expect(afterAnswer(flow, 1)).toEqual({ page: 'result' });
  });

  it('asks what a changed answer opened before the advice', () => {
    const flow = halfway({
      asked: [pageOf(kAge), pageOf(kBladder)],
      changing: true,
      latest: intake({ complete: false, questions: [kLegPain] }),
    });
    expect(afterAnswer(flow, 1)).toEqual({ page: 'question', number: 3 });
  });

  it('ends in an emergency at once, whichever answer it was', () => {
    const flow = halfway({ latest: stat, asked: [pageOf(kAge), pageOf(kBladder)], changing: true });
    expect(afterAnswer(flow, 1)).toEqual({ page: 'emergency' });
    expect(afterIntake(flow)).toEqual({ page: 'emergency' });
  });

  it('keeps the token of the intake when an answer has none', () => {
    const { token, ...plain } = intake();
    expect(withIntake(halfway(), plain).intake).toEqual({ id: 'I1', token });
  });

  it('lets go of times that were chosen for another decision', () => {
    const flow = withIntake(halfway({ hold, plan: { steps: [], visits: 1 } }), intake());
    expect([flow.hold, flow.plan]).toEqual([null, null]);
  });
});

describe('which page may be shown', () => {
  const complete = halfway({ latest: intake({ complete: true, questions: [], pages: [] }) });
  const pages = ['words', 'result', 'times', 'details', 'check', 'done', 'emergency'] as const;

  it('is only the start before anything was told', () => {
    for (const page of pages) expect(allowed(kStart, { page })).toEqual({ page: 'start' });
    expect(allowed(kStart, { page: 'question', number: 1 })).toEqual({ page: 'start' });
  });

  it('is the open question as long as the intake is not complete', () => {
    const here = { page: 'question', number: 2 };
    for (const page of ['result', 'times', 'details', 'check', 'done', 'emergency'] as const) {
      expect(allowed(halfway(), { page })).toEqual(here);
    }
    expect(allowed(halfway(), { page: 'question', number: 9 })).toEqual(here);
    expect(allowed(halfway(), { page: 'question', number: 1 })).toEqual({
      page: 'question',
      number: 1,
    });
  });

  it('is the advice once complete', () => {
    expect(allowed(complete, { page: 'result' })).toEqual({ page: 'result' });
    expect(allowed(complete, { page: 'question', number: 2 })).toEqual({ page: 'result' });
  });

  it('is never a page of booking in an emergency', () => {
    const flow = halfway({ latest: stat, hold, plan: { steps: [], visits: 1 }, patient });
    for (const page of ['result', 'times', 'details', 'check', 'done'] as const) {
      expect(allowed(flow, { page })).toEqual({ page: 'emergency' });
    }
    expect(allowed(flow, { page: 'question', number: 1 })).toEqual({ page: 'question', number: 1 });
  });

  it('needs times for the details and details for the check', () => {
    expect(allowed(complete, { page: 'details' })).toEqual({ page: 'times' });
    const held = { ...complete, hold, plan: { steps: [], visits: 1 } };
    expect(allowed(held, { page: 'details' })).toEqual({ page: 'details' });
    expect(allowed(held, { page: 'check' })).toEqual({ page: 'details' });
    expect(allowed({ ...held, patient }, { page: 'check' })).toEqual({ page: 'check' });
  });

  it('is the confirmation after booking, so that Back books nothing twice', () => {
    const booking = {
      id: 'B',
      reference: 'R',
      appointments: [],
      confirmation: null,
      manage_token: 'M',
    };
    const flow = { ...complete, booking };
    for (const page of pages) expect(allowed(flow, { page })).toEqual({ page: 'done' });
    expect(allowed(flow, { page: 'start' })).toEqual({ page: 'start' });
  });
});

describe('Back', () => {
  it('leads through the pages in order', () => {
    const flow = halfway({ asked: [pageOf(kAge), pageOf(kBladder)] });
    const path: string[] = [];
    for (let at: Route | null = { page: 'check' }; at; at = before(flow, at)) path.push(pathOf(at));
    expect(path).toEqual([
      '/check',
      '/details',
      '/times',
      '/result',
      '/questions/2',
      '/questions/1',
      '/intake',
      '/',
    ]);
  });
});

describe('telling everything anew', () => {
  it('holds the words, facts and answers', () => {
    const flow = {
      ...withAnswered(halfway(), 2, pageOf(kBladder), { [kBladder.id]: { text: 'absent' } }),
      corrections: { numb_leg: { text: 'Numb leg', value: 'absent' as const } },
    };
    expect(wholeInput(flow, 'en', '2026-12-01')).toEqual({
      complaint: 'numb leg',
      language: 'en',
      patient: { age: 45 },
      answers: { sphincter_saddle: 'absent', numb_leg: 'absent' },
    });
  });
});

describe('what was read in the words', () => {
  const found = (id: string, start: number, end: number): Finding => ({
    id,
    text: id,
    state: 'present',
    from: 'complaint',
    span: [start, end],
  });

  it('cuts at the spans', () => {
    const pieces = piecesOf('My leg is numb now', [found('b', 10, 14), found('a', 3, 6)]);
    expect(pieces.map((piece) => [piece.text, piece.finding?.id ?? null])).toEqual([
      ['My ', null],
      ['leg', 'a'],
      [' is ', null],
      ['numb', 'b'],
      [' now', null],
    ]);
  });

  it('counts code points, as the server does', () => {
    const pieces = piecesOf('😖😖 leg', [found('a', 3, 6)]);
    expect(pieces.map((piece) => piece.text)).toEqual(['😖😖 ', 'leg']);
  });

  it('keeps every letter when spans overlap or lie outside', () => {
    const words = 'numb left leg';
    const spans = [found('a', 0, 13), found('b', 5, 9), found('c', 10, 99), found('d', 4, 4)];
    const pieces = piecesOf(words, spans);
    expect(pieces.map((piece) => piece.text).join('')).toBe(words);
    expect(pieces).toHaveLength(1);
  });

  it('leaves answers and absent findings unmarked', () => {
    const pieces = piecesOf('no fever', [
      { id: 'fever', text: 'Fever', state: 'absent', from: 'complaint', span: [3, 8] },
      { id: 'leg', text: 'Leg', state: 'present', from: 'answer' },
    ]);
    expect(pieces).toEqual([{ text: 'no fever', finding: null }]);
  });
});
