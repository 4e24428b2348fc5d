import { ensureChromium } from '../../scripts/lib/chromium.mjs';

/** The browser a long proof or a benchmark drives, installed if need be; throws, and says why, where none can be had. */
export async function neededChromium(): Promise<string> {
  const chromium = await ensureChromium();
  if ('path' in chromium) return chromium.path;
  throw new Error(chromium.unavailable);
}
