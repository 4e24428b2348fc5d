import { connectBrowserBridge } from '../preload/browser.ts';
import { mountDesk } from './desk/mount-desk.tsx';
import { openPopBeside } from './desk/pop-beside.ts';
import { createWallClock } from './desk/wall-clock.ts';
import { AudioChoice } from './media/audio-choice.ts';
import { createRinger } from './media/ringer.ts';
import { serveMedia } from './media/serve-media.ts';
import './styles/index.css';

const root = document.getElementById('root');
if (root !== null) {
  const bridge = window.offhook ?? connectBrowserBridge();
  const choice = new AudioChoice();
  choice.followDevices(navigator.mediaDevices);
  // In Electron a window of its own holds the audio: see media/main.ts.
  if (bridge.host === 'browser') serveMedia(bridge, { choice });
  mountDesk(root, bridge, createWallClock(), { choice, ringer: createRinger(choice) });
  // Asked for by whoever opened the desk, see scripts/lib/app-window.mjs.
  if (bridge.host === 'browser' && new URLSearchParams(location.search).has('pop')) openPopBeside();
}
