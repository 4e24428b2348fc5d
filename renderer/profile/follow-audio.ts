import type { AudioChoice } from '../media/audio-choice.ts';
import { pageSettings } from './page-settings.ts';
import type { ProfileStore } from './profile-store.ts';

/** Keeps the choice of devices as the settings have it. */
export function followAudio(choice: AudioChoice, profiles: ProfileStore): void {
  const follow = () => choice.set(pageSettings(profiles.get()?.document ?? {}).audio);
  profiles.subscribe(follow);
  follow();
}
