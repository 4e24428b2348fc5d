import { giveStacks } from '../base/stacks.ts';
import '../../preload/contract/without-eval.ts';
import { decodeBridge } from '../../preload/bridge/decode-bridge.ts';
import { connectBrowserBridge } from '../../preload/browser.ts';
import { firstWire } from '../base/first-wire.ts';
import { followAudio } from '../profile/follow-audio.ts';
import { ProfileStore } from '../profile/profile-store.ts';
import { AudioChoice } from './audio-choice.ts';
import { serveMedia } from './serve-media.ts';

giveStacks();
/** A page nobody sees: it holds the audio of the calls, so that the desk can be closed or crash and the caller hears on. */
const bridge = window.offhook === undefined ? connectBrowserBridge(firstWire) : decodeBridge(window.offhook);
const choice = new AudioChoice();
choice.followDevices(navigator.mediaDevices);
followAudio(choice, new ProfileStore(bridge));
serveMedia(bridge, { choice });
