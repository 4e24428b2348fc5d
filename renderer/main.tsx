import { connectBrowserBridge } from '../preload/browser.ts';
import { mountDesk } from './desk/mount-desk.tsx';
import { createWallClock } from './desk/wall-clock.ts';
import { createRinger } from './media/ringer.ts';
import { serveMedia } from './media/serve-media.ts';
import './styles/index.css';

const root = document.getElementById('root');
if (root !== null) {
  const bridge = window.offhook ?? connectBrowserBridge();
  serveMedia(bridge);
  mountDesk(root, bridge, createWallClock(), createRinger());
}
