import { compileMessage } from '@lingui/message-utils/compileMessage';
import { beforeEach, describe, expect, it } from 'vitest';
import { messagesOf } from '../scripts/icu-plugin.ts';
import { type MessageKey, maybe, t, useMessages } from '../src/i18n/text.ts';
import { useEnglish } from './english.ts';

describe('messages', () => {
  beforeEach(() => useEnglish());

  it('are filled in', () => {
    expect(t('callUs', { phone: '+31 20 555' })).toBe('Call +31 20 555');
  });

  it('count in words', () => {
    expect(t('patient.times.visits', { count: 1 })).toBe('One trip to the clinic');
    expect(t('patient.times.visits', { count: 3 })).toBe('3 trips to the clinic');
  });

  it('are null for a code without words', () => {
    expect(maybe('service.mri')).toBe('MRI scan');
    expect(maybe('service.unheard_of')).toBeNull();
  });

  it('know the plural forms of other languages', () => {
    const russian =
      '{count, plural, one {# визит} few {# визита} many {# визитов} other {# визита}}';
    useMessages({ probe: compileMessage(russian) }, 'ru');
    const say = (count: number) => t('probe' as MessageKey, { count });
    expect([1, 2, 5, 21].map(say)).toEqual(['1 визит', '2 визита', '5 визитов', '21 визит']);
  });

  it('choose by a word', () => {
    useMessages({ probe: compileMessage('{who, select, me {mine} other {theirs}}') }, 'en');
    expect(t('probe' as MessageKey, { who: 'me' })).toBe('mine');
    expect(t('probe' as MessageKey, { who: 'them' })).toBe('theirs');
  });
});

describe('messagesOf', () => {
  const source = { brand: 'P', 'patient.a': 'A', 'staff.b': 'B' };

  it("gives an entry its own words and the shared ones, never another entry's", () => {
    expect(Object.keys(messagesOf('patient', source))).toEqual(['brand', 'patient.a']);
    expect(Object.keys(messagesOf('staff', source))).toEqual(['brand', 'staff.b']);
  });

  it('gives a part that is loaded later its own words alone', () => {
    const more = { ...source, 'sheet.c': 'C' };
    expect(Object.keys(messagesOf('sheet', more))).toEqual(['sheet.c']);
    expect(Object.keys(messagesOf('patient', more))).toEqual(['brand', 'patient.a']);
  });
});
