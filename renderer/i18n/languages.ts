import type { LanguageCode, LookSettings } from '../../preload/contract/desk-settings.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

/**
 * The page's texts by language; all but English are files of their own, read when they are first spoken. A language of the
 * settings that has none does not compile.
 */
export const languages: Readonly<Record<LanguageCode, () => Catalogue | Promise<Catalogue>>> = {
  en: () => en,
  de: async () => (await import('./de.ts')).de,
};

const isSpoken = (code: string): code is LanguageCode => Object.hasOwn(languages, code);

/** The language that was chosen; with `system` the first of the system's (BCP 47) that is spoken here, else English. */
export function languageOf(chosen: LookSettings['language'], system: readonly string[]): LanguageCode {
  if (chosen !== 'system') return chosen;
  return system.map((locale) => locale.slice(0, 2).toLowerCase()).find(isSpoken) ?? 'en';
}
