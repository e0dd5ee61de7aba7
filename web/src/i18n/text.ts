// Looks a message up by its key and fills it in. Messages come compiled (scripts/icu-plugin.ts).
// Must not parse ICU or hold words: words live in i18n/<language>.json.
import type english from '../../i18n/en.json';

export type MessageKey = keyof typeof english;
export type Args = Record<string, string | number>;

type Token = string | [name: string, type?: string, options?: Record<string, unknown>];
type Compiled = string | Token[];

let messages: Record<string, Compiled> = {};
let language = 'en';

export function useMessages(table: Record<string, unknown>, tag: string): void {
  messages = table as Record<string, Compiled>;
  language = tag;
}

/** The words of a part that came later; a language that came in one piece has them already. */
export function addMessages(table: Record<string, unknown>): void {
  messages = { ...(table as Record<string, Compiled>), ...messages };
}

export function currentLanguage(): string {
  return language;
}

function choose(options: Record<string, unknown>, value: string | number, type: string): Compiled {
  const exact = options[String(value)] ?? options[`=${value}`];
  if (exact !== undefined) return exact as Compiled;
  if (type === 'select') return options.other as Compiled;
  const rules = new Intl.PluralRules(language, {
    type: type === 'selectordinal' ? 'ordinal' : 'cardinal',
  });
  const count = Number(value) - Number(options.offset ?? 0);
  return (options[rules.select(count)] ?? options.other) as Compiled;
}

function render(compiled: Compiled, args: Args, count?: string | number): string {
  if (typeof compiled === 'string') return compiled;
  return compiled
    .map((token) => {
      if (typeof token === 'string') {
        return token === '#' && count !== undefined ? formatCount(count) : token;
      }
      const [name, type, options] = token;
      const value = args[name] ?? '';
      if (!type || !options) return typeof value === 'number' ? formatCount(value) : value;
      return render(choose(options, value, type), args, value);
    })
    .join('');
}

function formatCount(value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
}

export function t(key: MessageKey, args: Args = {}): string {
  return render(messages[key] ?? key, args);
}

/** For codes that the server may add to before the pages know them: null when there are no words. */
export function maybe(key: string): string | null {
  const compiled = messages[key];
  return compiled === undefined ? null : render(compiled, {});
}
