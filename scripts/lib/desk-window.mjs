// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { openAppWindow } from './app-window.mjs';
import { ensureChromium } from './chromium.mjs';
import { closeLeftOver, fateOf, findLeftOver, untilGone } from './left-over.mjs';

/**
 * @typedef {import('./left-over.mjs').LeftOver} LeftOver
 * @typedef {import('./stopper.mjs').Stopper} Stopper
 * @typedef {{
 *   pages: import('./host.mjs').PagesTold,
 *   profile: string,
 *   stopper: Stopper,
 *   replaces: () => boolean,
 * }} Desk
 */

/** What may be spent on a window's clean end. */
const windowStops = 3_000;
/** One that was only to tell a Chromium that already runs has ended by then, ms. */
const hasBeenTold = 10_000;
/** A page looks for its host every 100 ms, and every 2 s after a minute (preload/browser.ts); a busy one is late, ms. */
const pageComesBack = 3_000;

/**
 * The desk has one window: the one that is left over from a run that was killed, where it comes back with its calls, else
 * a new one, and then the old one is closed first. In the place of one that dies there is another, and its calls go on.
 * @param {Omit<Desk, 'replaces'>} wanted
 */
export const haveWindow = async (wanted) => {
  const desk = replacing(wanted);
  const leftOver = await findLeftOver(desk.profile);
  if (leftOver !== null && (await dealWith(leftOver, desk)) === 'done') return;
  if (!desk.stopper.stopping) await openWindow(desk);
};

/**
 * @param {LeftOver} leftOver
 * @param {Desk} desk
 * @returns {Promise<'done' | 'open'>} whether there is to be a new one
 */
const dealWith = async (leftOver, desk) => {
  const { profile, stopper } = desk;
  const fate = await learnFate(leftOver, desk);
  switch (fate) {
    case 'ended':
      return 'done';
    case 'leave':
      console.log('the window that is open is left as it is: another Offhook may run with this profile');
      return 'open';
    case 'keep':
      console.log('the window that was left open is back: no second one is opened');
      stopper.add('desk', async () => void (await closeLeftOver(profile, leftOver)));
      void untilGone(profile, leftOver).then(async () => {
        // The host tells a little later that it died.
        await delay(closingTakes);
        if (desk.replaces() || (await findLeftOver(profile)) !== null) return;
        await stopper.stop(0, 'the window was closed');
      });
      return 'done';
    case 'close':
      console.log('a window left over from before is of no use any more: it is closed first');
      if (await closeLeftOver(profile, leftOver)) return 'open';
      console.log(`it cannot be closed. End process ${leftOver.pid}, or open Offhook's address in another browser.`);
      return 'done';
  }
};

/**
 * @param {LeftOver} leftOver
 * @param {Desk} desk
 * @returns {Promise<'keep' | 'close' | 'leave' | 'ended'>} ended: the host is gone, and wants no window
 */
const learnFate = async (leftOver, { pages }) => {
  const before = await pages.before;
  if (before === null) return 'ended';
  const fate = fateOf(leftOver, before, null);
  if (fate !== 'wait') return fate;
  const cameBack = await Promise.race([pages.opened.then(() => true), delay(pageComesBack, false, { ref: false })]);
  return fateOf(leftOver, before, cameBack) === 'keep' ? 'keep' : 'close';
};

/** A Chromium that is being closed lets its pages go first, ms. It is given time to end: who closed it wants no other. */
const closingTakes = 150;
/** At once the first time: a caller waits. Longer when it dies again and again, but it is never given up, ms. */
const waits = /** @type {const} */ ([0, 250, 1_000, 5_000]);
/** One that lived that long has not died again, ms. */
const lived = 60_000;

/**
 * @param {Omit<Desk, 'replaces'>} desk
 * @returns {Desk}
 */
const replacing = (desk) => {
  let deaths = 0;
  let last = Number.NEGATIVE_INFINITY;
  let isOnItsWay = false;
  const self = { ...desk, replaces: () => isOnItsWay };
  const replace = async () => {
    if (isOnItsWay || desk.stopper.stopping) return;
    isOnItsWay = true;
    deaths = performance.now() - last > lived ? 0 : deaths + 1;
    last = performance.now();
    await delay(closingTakes + (waits[deaths] ?? waits[3]));
    if (desk.stopper.stopping) return;
    console.log('the page of the window has died: there is another one, and its calls go on in that');
    await openWindow(self);
  };
  desk.pages.listen((what) => {
    if (what === 'lost') void replace();
    else isOnItsWay = false;
  });
  return self;
};

/** @param {Desk} desk */
const openWindow = async ({ pages, profile, stopper }) => {
  const chromium = await ensureChromium();
  if ('unavailable' in chromium) {
    console.log(`no window: ${chromium.unavailable}. Offhook's address works in any Chromium on this computer.`);
    return;
  }
  if (stopper.stopping) return;
  if (process.getuid?.() === 0) console.log("running as root: Chromium's sandbox is off (--no-sandbox)");
  const window = openAppWindow(chromium.path, pages.address(), profile);
  const since = Date.now();
  const pagesBefore = pages.count();
  stopper.add('desk', () => window.stop(windowStops));
  void window.ended.then(async (code) => {
    const age = Date.now() - since;
    // A Chromium that already runs on this profile takes the window over, and the new process ends at once.
    const elsewhere = code === 0 && (age < 1_000 || (age < hasBeenTold && (await findLeftOver(profile)) !== null));
    if (elsewhere) return console.log('the window was opened by a Chromium that already runs');
    // It crashed or was killed, which nobody wished: its pages are gone with it, and are replaced (see above).
    if (code !== 0 && pages.count() > pagesBefore) return console.log(`Chromium has ended by itself (${code})`);
    return void stopper.stop(code === 0 ? 0 : 1, 'the window was closed');
  });
};
