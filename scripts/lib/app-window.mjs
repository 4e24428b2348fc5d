// @ts-check
import { join } from 'node:path';
import { startChild } from './child.mjs';

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export const hasDisplay = (platform, env) =>
  platform === 'darwin' ||
  platform === 'win32' ||
  [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');

/**
 * Where the window keeps its data. It names the window among the processes of a computer: no other Chromium uses it.
 * @param {string} profile
 */
export const windowData = (profile) => join(profile, 'browser');

/**
 * Chromium as the window of the browser host: its own data folder, so that the microphone is asked for once and the
 * person's own browser stays out of it; ringing may sound before the first click.
 * @param {string} address
 * @param {string} profile
 * @param {{ root: boolean }} who
 */
export const appWindowArguments = (address, profile, who) => [
  // The pop's window stands beside the desk from the start.
  `--app=${address}&pop`,
  '--disable-popup-blocking',
  `--user-data-dir=${windowData(profile)}`,
  '--window-size=420,760',
  '--autoplay-policy=no-user-gesture-required',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  // A window for one page: what a browser does beside that only delays it, and talks to others.
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-default-apps',
  // A call on hold plays nothing: without these its timers would be slowed down in a covered window.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-features=Translate,MediaRouter,SpareRendererForSitePerProcess',
  // Chromium refuses to start for root with its sandbox on.
  ...(who.root ? ['--no-sandbox'] : []),
];

/**
 * @param {string} chromium
 * @param {string} address
 * @param {string} profile
 */
export const openAppWindow = (chromium, address, profile) =>
  startChild(chromium, appWindowArguments(address, profile, { root: process.getuid?.() === 0 }), { stdio: 'ignore' });
