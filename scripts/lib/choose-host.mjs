// @ts-check
/**
 * @typedef {{ host: 'electron', program: string, because: string }
 *   | { host: 'browser', because: string }
 *   | { host: null, because: string }} HostChoice
 */

/**
 * Electron where it can be had and seen, the browser host otherwise; always with the reason for the person who started it.
 * @param {{ host: 'electron' | 'browser' | null, open: boolean }} asked
 * @param {boolean} display
 * @param {() => Promise<import('./electron.mjs').Electron>} ensureElectron
 * @returns {Promise<HostChoice>}
 */
export const chooseHost = async (asked, display, ensureElectron) => {
  if (asked.host === 'browser') return { host: 'browser', because: 'it was asked for' };
  if (asked.host === null && !asked.open) return { host: 'browser', because: 'nothing is to be opened' };
  if (!display) {
    const because = 'there is no display';
    return asked.host === 'electron' ? { host: null, because } : { host: 'browser', because };
  }
  const electron = await ensureElectron();
  if ('path' in electron) {
    const because = asked.host === 'electron' ? 'it was asked for' : 'its binary is here';
    return { host: 'electron', program: electron.path, because };
  }
  if (asked.host === 'electron') return { host: null, because: `Electron: ${electron.unavailable}` };
  return { host: 'browser', because: `Electron: ${electron.unavailable}` };
};
