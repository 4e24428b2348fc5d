import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { describe, expect, test } from 'vitest';
import { desktopId } from '../../main/hosts/electron/login-item.ts';
import { linkSchemes } from '../../main/hosts/links/read-link.ts';
import { agentState } from '../../preload/contract/views.ts';

const root = resolve(import.meta.dirname, '../..');
const read = async () => await getConfig(root, 'electron-builder.yml', null);
const validate = (config: object) => validateConfiguration(config, new DebugLogger(false));

describe('the packager’s configuration', () => {
  test('is what the packager expects', async () => {
    await expect(validate(await read())).resolves.toBeUndefined();
  });

  test('with a misspelt key is refused by the same check', async () => {
    await expect(validate({ ...(await read()), electronFuzes: {} })).rejects.toThrow(/electronFuzes/);
  });

  test('packs what is built and nothing else', async () => {
    const { files, asar, asarUnpack, npmRebuild } = await read();
    expect({ files, asar, asarUnpack, npmRebuild }).toEqual({
      files: [
        {
          filter: ['out/preload/**', 'packaging/tray/**', '!node_modules'],
        },
        // Main, the page and the threads' programs, and what begins the first of them.
        { from: 'out/packed', to: 'out' },
        { from: 'packaging/program', to: 'out/electron' },
      ],
      asar: true,
      asarUnpack: undefined,
      npmRebuild: false,
    });
  });

  test('names every installer and every scheme', async () => {
    const { linux, mac, win, protocols } = await read();
    expect([linux?.target, mac?.target, win?.target]).toEqual([['AppImage', 'deb', 'rpm'], ['dmg', 'zip'], ['nsis']]);
    expect(protocols).toMatchObject([{ schemes: [...linkSchemes] }]);
    const installer = readFileSync(join(root, 'packaging/installer.nsh'), 'utf8');
    for (const scheme of linkSchemes) {
      expect(installer).toContain(`!insertmacro offhookScheme "${scheme}"`);
      expect(installer).toContain(`DeleteRegKey SHCTX "Software\\Classes\\Offhook.${scheme}"`);
    }
    expect(mac?.hardenedRuntime).toBe(true);
  });

  test('asks macOS for the microphone both ways it wants to be asked', async () => {
    const { mac } = await read();
    const entitlements = readFileSync(join(root, String(mac?.entitlements)), 'utf8');
    expect(entitlements).toContain('<key>com.apple.security.device.audio-input</key>');
    expect(mac?.extendInfo).toHaveProperty('NSMicrophoneUsageDescription');
  });

  test('has the archive start where the build puts Electron’s main', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest['main']).toBe('out/electron/index.cjs');
    expect(manifest['dependencies']).toBeUndefined();
  });

  test('gives Linux one id for the file, the window and the autostart, as GNOME wants it for global keys', async () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    const { linux } = await read();
    expect([manifest['desktopName'], linux?.syncDesktopName]).toEqual([`${desktopId}.desktop`, true]);
    expect(desktopId.split('.').length).toBeGreaterThanOrEqual(3);
  });

  test('has icons of its own for each system, and the tray’s for each state', () => {
    const file = (name: string) => readFileSync(join(root, 'packaging', name));
    expect(file('icon.ico').subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
    expect(file('icon.icns').subarray(0, 4).toString()).toBe('icns');
    expect(file('icon.icns').readUInt32BE(4)).toBe(file('icon.icns').byteLength);
    const png = (name: string) => [file(name).readUInt32BE(16), file(name).readUInt32BE(20)];
    expect(png('icons/512x512.png')).toEqual([512, 512]);
    for (const state of agentState.options) {
      expect(png(`tray/${state}.png`)).toEqual([16, 16]);
      expect(png(`tray/${state}Template@2x.png`)).toEqual([32, 32]);
    }
  });

  test('is an Electron of a supported major, pinned exactly', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    // 45 was the newest of the three that are supported when this was written; 46 ends the line of 43.
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45);
  });
});
