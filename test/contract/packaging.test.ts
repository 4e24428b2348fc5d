import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { describe, expect, test } from 'vitest';

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
      files: [{ filter: ['out/electron/**', 'out/preload/**', 'out/renderer/**', 'out/workers/**', '!node_modules'] }],
      asar: true,
      asarUnpack: ['out/workers/**'],
      npmRebuild: false,
    });
  });

  test('names every installer and every scheme', async () => {
    const { linux, mac, win, protocols } = await read();
    expect([linux?.target, mac?.target, win?.target]).toEqual([['deb', 'AppImage'], ['dmg', 'zip'], ['nsis']]);
    expect(protocols).toMatchObject([{ schemes: ['tel', 'sip', 'callto', 'offhook'] }]);
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
    expect(manifest['main']).toBe('out/electron/index.js');
    expect(manifest['dependencies']).toBeUndefined();
  });
});
