import { de } from './de.ts';
import { en } from './en.ts';

/** The same words in another language: the same keys and values to fill in. */
type Worded<Word> = Word extends string
  ? string
  : Word extends (...values: infer Values) => infer Said
    ? (...values: Values) => Worded<Said>
    : { readonly [Key in keyof Word]: Worded<Word[Key]> };

/** English is the measure: a language that lacks something does not compile. */
export type HostWords = Worded<typeof en>;

const languages: Readonly<Record<string, HostWords>> = { en, de };

/** What main says, in the language it speaks now. An imported binding follows its export, so `speakLike` reaches everybody. */
export let words: HostWords = en;

/** Speaks the language of a locale such as `de-AT` or `de_DE.UTF-8`; English where there is none of it. */
export function speakLike(locale: string): void {
  words = languages[locale.slice(0, 2).toLowerCase()] ?? en;
}

/** The terminal's locale, by POSIX's order. */
export const localeOf = (env: Readonly<Record<string, string | undefined>>): string =>
  [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((name) => name !== undefined && name !== '') ?? '';
