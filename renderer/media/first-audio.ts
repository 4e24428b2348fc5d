import '../base/stacks.ts';
import '../../preload/contract/without-eval.ts';
import { decodeBridge } from '../../preload/bridge/decode-bridge.ts';
import { connectBrowserBridge } from '../../preload/browser.ts';
import type { Bridge } from '../../preload/contract/bridge.ts';
import { askForFrame } from '../base/ask-for-frame.ts';
import { firstWire } from '../base/first-wire.ts';
import { followAudio } from '../profile/follow-audio.ts';
import { ProfileStore } from '../profile/profile-store.ts';
import { AudioChoice } from './audio-choice.ts';
import { serveMedia } from './serve-media.ts';

/** What the desk has of the audio that was served before there was a desk. */
export interface FirstAudio {
  readonly bridge: Bridge;
  readonly choice: AudioChoice;
  /** The audio of a call has been described to main, or nobody waits for that any longer. */
  readonly described: Promise<void>;
  readonly stopWaiting: () => void;
  /** The microphone may be opened ahead of a call. */
  readonly openAhead: () => void;
}

/**
 * The desk's bridge, and the audio of its calls: apart from the desk, so that it can be there before all of that is read
 * (renderer/talking.ts).
 */
export const firstAudio: FirstAudio = serveEarly();

function serveEarly(): FirstAudio {
  const bridge =
    window.offhook === undefined
      ? connectBrowserBridge(firstWire, askForFrame)
      : decodeBridge(window.offhook, askForFrame);
  const choice = new AudioChoice();
  choice.followDevices(navigator.mediaDevices);
  const { promise: described, resolve: stopWaiting } = Promise.withResolvers<void>();
  const { promise: ahead, resolve: openAhead } = Promise.withResolvers<void>();
  // In Electron a window of its own holds the audio: see media/main.ts.
  if (bridge.host === 'browser') {
    followAudio(choice, new ProfileStore(bridge));
    serveMedia(bridge, { choice, ahead, onDescribed: stopWaiting });
  }
  return { bridge, choice, described, stopWaiting, openAhead };
}
