import { languageOf, languages } from '../i18n/languages.ts';
import { speak } from '../i18n/texts.ts';
import { pageSettings } from './page-settings.ts';
import type { ProfileStore } from './profile-store.ts';

/** Speaks the language of the settings, or of the system where they leave it to it, and says so on the page's root. */
export function followLanguage(root: HTMLElement, profiles: ProfileStore): () => void {
  let spoken: string | null = null;
  const apply = () => {
    const { language } = pageSettings(profiles.get()?.document ?? {}).look;
    const code = languageOf(language, navigator.languages);
    if (code === spoken) return;
    spoken = code;
    root.lang = code;
    speak(languages[code]);
  };
  apply();
  window.addEventListener('languagechange', apply);
  const unsubscribe = profiles.subscribe(apply);
  return () => {
    unsubscribe();
    window.removeEventListener('languagechange', apply);
  };
}
