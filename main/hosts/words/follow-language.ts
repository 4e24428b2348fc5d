import type { Station } from '../../app/station/station.ts';
import type { Disposable } from '../../base/disposable.ts';
import { speakLike } from './words.ts';

/** The host speaks as the page does: the language of the settings, or the system's (a locale such as `de-AT`). */
export function followLanguage(
  station: Pick<Station, 'assumed' | 'onDidChangeProfile'>,
  systemLocale: string,
): Disposable {
  const apply = () => {
    const { language } = station.assumed.look;
    speakLike(language === 'system' ? systemLocale : language);
  };
  apply();
  return station.onDidChangeProfile(apply);
}
