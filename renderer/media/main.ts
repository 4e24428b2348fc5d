import { connectBrowserBridge } from '../../preload/browser.ts';
import { serveMedia } from './serve-media.ts';

/** A page nobody sees: it holds the audio of the calls, so that the desk can be closed or crash and the caller hears on. */
serveMedia(window.offhook ?? connectBrowserBridge());
