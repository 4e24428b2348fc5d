import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Station } from '../../../../main/app/station/station.ts';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { ProfileView } from '../../../../preload/contract/profile.ts';
import { stationPage } from './station-page.ts';

const account = {
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example:8089/ws', username: '1014' },
};
const service = { url: 'https://crm.callhouse.example/api?n={e164}', fields: [{ label: 'Id', pointer: '/id' }] };

let folder = '';
let station: Station | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-locked-'));
  write('settings.json', account);
});
afterEach(() => {
  station?.dispose();
  rmSync(folder, { recursive: true });
});

const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
/** A page of somebody whose administrator has locked that, and what it is shown. */
async function pageUnder(locks: object): Promise<{ readonly bridge: Bridge; readonly profile: ProfileView }> {
  write('policy.json', { by: 'Callhouse IT', locks });
  const page = await stationPage(folder);
  station = page.station;
  return { bridge: page.bridge, profile: page.profile() };
}

describe('what an administrator says of other programs and web services', () => {
  test('is shown with who said it, and no page can change it, whatever it sends', async () => {
    const { bridge, profile } = await pageUnder({ lookup: service, api: { port: 41_901, origins: [] } });
    expect(profile).toMatchObject({
      lockedBy: 'Callhouse IT',
      document: { lookup: { url: service.url }, api: { port: 41_901, origins: [] } },
      origins: { 'lookup.url': 'locked', 'lookup.fields': 'locked', 'api.port': 'locked', 'api.origins': 'locked' },
    });
    const before = readFileSync(join(folder, 'settings.json'), 'utf8');
    const wishes = [
      ['lookup', null],
      ['lookup', { ...service, url: 'https://evil.example/{e164}' }],
      ['lookup.url', 'https://evil.example/{e164}'],
      ['lookup.fields', []],
      ['api', null],
      ['api.port', 41_902],
      ['api.origins', ['https://evil.example']],
    ] as const;
    for (const [path, value] of wishes) {
      // oxlint-disable-next-line no-await-in-loop -- one wish after the other
      expect(await bridge.request.changeSettings({ changes: [{ path, value }] }), path).toMatchObject({
        ok: true,
        value: { outcome: 'refused', problems: [{ words: 'is locked by Callhouse IT' }] },
      });
    }
    // Nor together with something that is anybody's.
    const both = [
      { path: 'look.theme', value: 'dark' },
      { path: 'api.port', value: 41_902 },
    ];
    expect(await bridge.request.changeSettings({ changes: both })).toMatchObject({ value: { outcome: 'refused' } });
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(before);
    expect(station?.settings).toMatchObject({ lookup: { url: service.url }, api: { port: 41_901 } });
  });

  test('may be that there are none: then nobody lets any in', async () => {
    const { bridge, profile } = await pageUnder({ lookup: null, api: null });
    expect(profile).toMatchObject({ document: { lookup: null, api: null } });
    expect(profile.origins).toMatchObject({ lookup: 'locked', api: 'locked' });
    for (const [path, value] of [
      ['api', { port: 41_900, origins: [] }],
      ['api.port', 41_900],
      ['lookup', service],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one wish after the other
      expect(await bridge.request.changeSettings({ changes: [{ path, value }] }), path).toMatchObject({
        value: { outcome: 'refused', problems: [{ words: 'is locked by Callhouse IT' }] },
      });
    }
    expect(station?.settings).toMatchObject({ lookup: null, api: null });
  });
});
