// @ts-check
import { ensureAsterisk as ensureInCache } from '../../test/pbx/install/ensure.ts';

/**
 * The Asterisk the tests run against, fetched into the cache once.
 * @returns {Promise<{ ready: true } | { unavailable: string }>}
 */
export const ensureAsterisk = async () => {
  const asterisk = await ensureInCache(22);
  return asterisk.kind === 'ready' ? { ready: true } : { unavailable: asterisk.reason };
};
