// The English messages as the pages see them, for tests that look at words.
import { readFileSync } from 'node:fs';
import { messagesOf } from '../scripts/icu-plugin.ts';
import { useMessages } from '../src/i18n/text.ts';

const source = JSON.parse(readFileSync('i18n/en.json', 'utf8')) as Record<string, string>;

export function useEnglish(entry: 'patient' | 'staff' = 'patient'): void {
  useMessages(messagesOf(entry, source), 'en');
}
