import { beforeAll, describe, expect, it } from 'vitest';
import { kEmptyDetails } from '../src/patient/flow.ts';
import { checkDetails } from '../src/patient/person.ts';
import { dialable, looksLikeEmail, looksLikePhone } from '../src/ui/telephone.ts';
import { useEnglish } from './english.ts';

beforeAll(() => useEnglish());

const kAnna = {
  ...kEmptyDetails,
  givenName: ' Анна ',
  familyName: "O'Neill-de Vries",
  day: '7',
  month: '3',
  year: '1951',
  phone: '+31 (0)20 555-0100',
};

describe('checkDetails', () => {
  it('takes names in any script and leaves out what was not given', () => {
    expect(checkDetails(kAnna, '2026-12-01')).toEqual({
      faults: [],
      patient: {
        given_name: 'Анна',
        family_name: "O'Neill-de Vries",
        birth_date: '1951-03-07',
        phone: '+31 (0)20 555-0100',
      },
    });
  });

  it('says everything that is missing at once', () => {
    const { patient, faults } = checkDetails(kEmptyDetails, '2026-12-01');
    expect(patient).toBeNull();
    expect(faults.map((fault) => fault.field)).toEqual([
      'givenName',
      'familyName',
      'birth',
      'phone',
    ]);
  });

  it('is content with an e-mail address alone', () => {
    const draft = { ...kAnna, phone: '', email: 'anna@example.org' };
    expect(checkDetails(draft, '2026-12-01').patient).toMatchObject({ email: 'anna@example.org' });
  });
});

describe('ways to reach a person', () => {
  it.each(['030 1234567', '+46 8 123 45 67', '112233', '(020) 555.01.00'])(
    '%s is a phone',
    (text) => {
      expect(looksLikePhone(text)).toBe(true);
    },
  );
  it.each(['12345', 'call me', '+1234567890123456', '555-CALL-ME1'])('%s is no phone', (text) => {
    expect(looksLikePhone(text)).toBe(false);
  });
  it.each([
    ['a@b.co', true],
    ['a.b+c@d-e.example', true],
    ['a@b', false],
    ['a b@c.de', false],
    ['@c.de', false],
  ])('%s as an e-mail address: %s', (text, good) => {
    expect(looksLikeEmail(text)).toBe(good);
  });

  it('are dialled without spaces', () => {
    expect(dialable('+31 (20) 555-0100')).toBe('tel:+31205550100');
  });
});
