import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../../preload/contract/bridge.ts';
import { onSpeak } from '../i18n/texts.ts';
import type { AudioChoice } from '../media/audio-choice.ts';
import { followAudio } from '../profile/follow-audio.ts';
import { followLanguage } from '../profile/follow-language.ts';
import { followLook } from '../profile/follow-look.ts';
import { pageSettings } from '../profile/page-settings.ts';
import { ProfileProvider } from '../profile/profile-context.ts';
import { ProfileStore } from '../profile/profile-store.ts';
import { AudioToolsProvider } from '../settings/audio-tools.ts';
import { AfterPaint } from './after-paint.ts';
import { DeskControl } from './desk-control.ts';
import { windowFrame } from './frame.ts';
import { paceViews } from './pace-views.ts';
import { Page } from './page.tsx';
import { ringKind } from './ring-kind.ts';
import type { WallClock } from './wall-clock.ts';

/** What the desk needs of a ringer. */
export interface DeskRinger {
  ring(kind: 'ring' | 'waiting' | 'off'): void;
  once(): void;
}

export interface DeskAudio {
  readonly choice: AudioChoice;
  readonly ringer: DeskRinger;
}

/** Draws the page of one bridge into `root`, by the settings' look, and rings. `mayDraw`: what comes before. */
export function mountDesk(
  root: HTMLElement,
  bridge: Bridge,
  clock: WallClock,
  { choice, ringer }: DeskAudio,
  mayDraw: (desk: DeskControl) => Promise<void> = () => Promise.resolve(),
): DeskControl {
  const profiles = new ProfileStore(bridge);
  followLook(document.documentElement, profiles);
  followLanguage(document.documentElement, profiles);
  const settings = () => pageSettings(profiles.get()?.document ?? {});
  followAudio(choice, profiles);
  const desk = new DeskControl(
    paceViews(bridge, new AfterPaint(2)),
    windowFrame(window, bridge, profiles),
    new AfterPaint(2),
  );
  const afterPaint = new AfterPaint(2);
  let last: ReturnType<typeof ringKind> = 'off';
  const rings = () => {
    const { view, connection } = desk.store.get();
    // Without main nobody could answer, and a caller who gave up would ring on.
    return connection === 'lost' ? 'off' : ringKind(view?.calls ?? []);
  };
  const sound = () => {
    const wanted = rings();
    const { ring: aloud, beepOnCall } = settings().alerts;
    const kind = (wanted === 'ring' && !aloud) || (wanted === 'waiting' && !beepOnCall) ? 'off' : wanted;
    if (kind !== last) ringer.ring(kind);
    last = kind;
  };
  const ring = () => {
    // Sound is made on the page's own thread: whoever calls is seen first. Silence waits for nothing.
    if (rings() === 'off') sound();
    else afterPaint.do(sound);
  };
  desk.store.subscribe(ring);
  profiles.subscribe(ring);
  ring();
  const tools = { bridge, profiles };
  const audio = { choice, ringOnce: () => ringer.once() };
  const page = createRoot(root);
  const draw = () =>
    page.render(
      <StrictMode>
        <ProfileProvider value={tools}>
          <AudioToolsProvider value={audio}>
            <Page desk={desk} clock={clock} />
          </AudioToolsProvider>
        </ProfileProvider>
      </StrictMode>,
    );
  onSpeak(draw);
  // In slices: whatever main asks for meanwhile is not to wait for the whole desk.
  void mayDraw(desk).then(() => startTransition(draw));
  return desk;
}
