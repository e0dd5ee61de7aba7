import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../src/api/types.ts';
import type { Entry } from '../src/patient/answers.ts';
import { QuestionInput } from '../src/patient/question-input.tsx';
import { useEnglish } from './english.ts';
import { kBladder, kLegPain, question } from './samples.ts';

beforeAll(() => useEnglish());
afterEach(cleanup);

let last: Entry = {};

function Probe({ asked, fault }: { asked: Question; fault?: string }) {
  const [entry, setEntry] = useState<Entry>({});
  last = entry;
  return (
    <QuestionInput
      id="q1"
      alone
      question={asked}
      entry={entry}
      fault={fault}
      note={undefined}
      onEntry={setEntry}
    />
  );
}

const tick = (name: string) => fireEvent.click(screen.getByLabelText(name));

describe('a page of check boxes', () => {
  it('has none and not sure, each alone and never beside a ticked box', () => {
    render(<Probe asked={kBladder} />);
    tick('None of these');
    expect(last).toEqual({ text: 'absent' });
    tick('I am not sure');
    expect(last).toEqual({ text: 'unknown' });
    tick('Numb between the legs');
    tick('I cannot pee');
    expect(last).toEqual({ list: ['numbness_saddle', 'urinary_retention_new'] });
    tick('None of these');
    expect(last).toEqual({ text: 'absent' });
    tick('None of these');
    expect(last).toEqual({});
  });
});

describe('yes or no', () => {
  it('has not sure beside', () => {
    render(<Probe asked={kLegPain} />);
    tick('I am not sure');
    expect(last).toEqual({ text: 'unknown' });
    tick('Yes');
    expect(last).toEqual({ text: 'present' });
  });

  it('shows the words of the server where it has some', () => {
    const options = [
      { value: true, text: 'Yes, or maybe' },
      { value: null, text: 'Cannot tell' },
    ];
    render(<Probe asked={question({ id: 'p', kind: 'boolean', options })} />);
    tick('Cannot tell');
    expect(last).toEqual({ text: 'null' });
    expect(screen.queryByLabelText('No')).toBeNull();
  });
});

describe('any question', () => {
  it('is the legend of its inputs, and says its fault with them', () => {
    render(<Probe asked={kBladder} fault="Tick something" />);
    const group = screen.getByRole('group');
    expect(group.getAttribute('aria-describedby')).toContain('q1-fault');
    expect(group.querySelector('legend h1')?.textContent).toBe(kBladder.text);
    expect(document.getElementById('q1-fault')?.textContent).toBe('Tick something');
  });

  it('offers eleven steps of severity', () => {
    render(<Probe asked={question({ id: 's', kind: 'severity', min: 0, max: 10 })} />);
    expect(screen.getAllByRole('radio')).toHaveLength(11);
    tick('10');
    expect(last).toEqual({ text: '10' });
  });
});
