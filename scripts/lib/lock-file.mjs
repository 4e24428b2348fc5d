// @ts-check
/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} LockFile
 */

/**
 * Whether npm's note of what it installed (node_modules/.package-lock.json) is what the lock file asks for. Packages
 * for other platforms are optional and may be absent.
 * @param {string} lockText
 * @param {string} installedText
 */
export const installedIsCurrent = (lockText, installedText) => {
  const lock = /** @type {LockFile} */ (JSON.parse(lockText));
  const installed = /** @type {LockFile} */ (JSON.parse(installedText));
  const present = installed.packages ?? {};
  const wanted = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '');
  const known = new Set(wanted.map(([path]) => path));
  return (
    wanted.every(([path, { version, optional }]) => {
      const found = present[path];
      return found === undefined ? optional === true : found.version === version;
    }) && Object.keys(present).every((path) => known.has(path))
  );
};
