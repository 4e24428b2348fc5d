import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../../preload/contract/bridge.ts';
import type { WallClock } from '../desk/wall-clock.ts';
import { onSpeak } from '../i18n/texts.ts';
import { followLanguage } from '../profile/follow-language.ts';
import { followLook } from '../profile/follow-look.ts';
import { ProfileStore } from '../profile/profile-store.ts';
import { Pop } from './pop.tsx';
import { PopControl } from './pop-control.ts';

/** Draws the pop of one bridge into `root`. It has no sound and holds no audio. */
export function mountPop(root: HTMLElement, bridge: Bridge, clock: WallClock): void {
  const profiles = new ProfileStore(bridge);
  followLook(document.documentElement, profiles);
  followLanguage(document.documentElement, profiles);
  const control = new PopControl(bridge);
  document.addEventListener('keydown', (event) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey && !event.repeat;
    if (isPlain && control.press(event.key, event.timeStamp)) event.preventDefault();
  });
  const page = createRoot(root);
  const draw = () =>
    page.render(
      <StrictMode>
        <Pop control={control} clock={clock} profiles={profiles} />
      </StrictMode>,
    );
  onSpeak(draw);
  draw();
}
