import type { LanguageCode } from '../../preload/contract/desk-settings.ts';
import { languageOf, languages } from '../i18n/languages.ts';
import { speak } from '../i18n/texts.ts';
import { pageSettings } from './page-settings.ts';
import type { ProfileStore } from './profile-store.ts';

/** Speaks the language of the settings, or of the system where they leave it to it, and says so on the page's root. */
export function followLanguage(root: HTMLElement, profiles: ProfileStore): () => void {
  // What is spoken until a profile or the system says otherwise.
  let wanted: LanguageCode = 'en';
  const apply = () => {
    const { language } = pageSettings(profiles.get()?.document ?? {}).look;
    const code = languageOf(language, navigator.languages);
    if (code === wanted) return;
    wanted = code;
    void change(code);
  };
  const change = async (code: LanguageCode) => {
    const catalogue = await languages[code]();
    // Another one was chosen while its file was read.
    if (code !== wanted) return;
    root.lang = code;
    speak(catalogue);
  };
  apply();
  window.addEventListener('languagechange', apply);
  const unsubscribe = profiles.subscribe(apply);
  return () => {
    unsubscribe();
    window.removeEventListener('languagechange', apply);
  };
}
