// Compiles i18n/<language>.json (ICU messages) while building, so that no parser reaches the browser.
// `virtual:messages/<entry>/<language>` holds what that entry needs: never another entry's words.
import { readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const kPrefix = 'virtual:messages/';
/** The language of the pages until another is asked for. */
const kLoadedAtOnce = 'en';
const kEntries = ['patient', 'staff'];
/** Parts of an entry that are loaded when they are wanted, with their own words alone. */
const kParts = ['sheet', 'reasons'];

/**
 * Keys of the form `<entry>.…` belong to that entry or part alone; all other keys are shared.
 * `whole`: with the parts, for a language that is loaded on demand comes in one piece.
 */
export function messagesOf(
  entry: string,
  source: Record<string, string>,
  whole = false,
): Record<string, unknown> {
  const isPart = kParts.includes(entry);
  const apart = whole ? kEntries : [...kEntries, ...kParts];
  const others = apart.filter((name) => name !== entry);
  const kept = Object.entries(source).filter(([key]) =>
    isPart ? key.startsWith(`${entry}.`) : !others.some((name) => key.startsWith(`${name}.`)),
  );
  return Object.fromEntries(
    kept.map(([key, text]) => {
      const compiled = compileMessage(text);
      const first = Array.isArray(compiled) && compiled.length === 1 ? compiled[0] : null;
      return [key, typeof first === 'string' ? first : compiled];
    }),
  );
}

export function icuMessages(): Plugin {
  const fileOf = (language: string) => new URL(`../i18n/${language}.json`, import.meta.url);
  return {
    name: 'icu-messages',
    resolveId: (id) => (id.startsWith(kPrefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${kPrefix}`)) return null;
      const [entry = '', language = ''] = id.slice(kPrefix.length + 1).split('/');
      const file = fileOf(language);
      this.addWatchFile(file.pathname);
      const source = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      return `export default ${JSON.stringify(messagesOf(entry, source, language !== kLoadedAtOnce))};`;
    },
  };
}
