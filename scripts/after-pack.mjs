// @ts-check
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/**
 * @typedef {{ electronPlatformName: string, appOutDir: string,
 *   packager: { appInfo: { productFilename: string }, executableName?: string } }} Packed
 */

/** @param {Packed} packed */
const programOf = ({ electronPlatformName, appOutDir, packager }) => {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin' || electronPlatformName === 'mas') return join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${name}.exe`);
  return join(appOutDir, packager.executableName ?? name);
};

/**
 * What the packaged program can never be talked into, whatever its command line or environment. All nine are named: a
 * tenth in a newer Electron stops the build until somebody has decided about it.
 * @param {Packed} packed
 */
export default async function afterPack(packed) {
  const isDarwin = packed.electronPlatformName === 'darwin';
  await flipFuses(programOf(packed), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // An unsigned build for Apple silicon must be signed anew once a byte has changed; the real signature comes later.
    resetAdHocDarwinSignature: isDarwin,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // Electron checks the archive's hash on macOS and Windows only.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: isDarwin || packed.electronPlatformName === 'win32',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  });
}
