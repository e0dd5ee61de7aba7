// The language of the patient's pages, which is that of their intake: English comes with the pages,
// any other is loaded when it is wanted. Must not know the pages.
import english from 'virtual:messages/patient/en';
import { useMessages } from '../i18n/text.ts';

type Table = Record<string, unknown>;

const kTables: Record<string, () => Promise<Table>> = {
  en: async () => english,
  ru: async () => (await import('virtual:messages/patient/ru')).default,
};
/** By the name that each gives itself. */
export const kLanguages = { en: 'English', ru: 'Русский' } as const;
export type Language = keyof typeof kLanguages;

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(kLanguages, tag);
}

/** The first of the browser's languages that the pages speak. */
export function preferredOf(tags: readonly string[]): Language {
  const spoken = tags.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage);
  return spoken ?? 'en';
}

/** Errors: none; words that cannot be loaded leave the pages in English, which is answered then. */
export async function speak(wanted: Language): Promise<Language> {
  const table = await kTables[wanted]?.().catch(() => null);
  const language = table ? wanted : 'en';
  useMessages(table ?? english, language);
  document.documentElement.lang = language;
  return language;
}
