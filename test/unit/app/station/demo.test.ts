import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Offhook } from '../../../../main/app/offhook.ts';
import { emptyView } from '../../../../main/app/station/empty-view.ts';
import { openProfile } from '../../../../main/app/station/open-profile.ts';
import { createStation, type Demo } from '../../../../main/app/station/station.ts';
import { stationHandlers } from '../../../../main/app/station/station-handlers.ts';
import { Emitter } from '../../../../main/base/emitter.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { failed, success } from '../../../../main/base/result.ts';
import { openConfFile } from '../../../../main/settings/conf-file.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

let folders: readonly string[] = [];
beforeEach(async () => {
  folders = await Promise.all(['own', 'demo'].map((name) => mkdtemp(join(tmpdir(), `offhook-${name}-`))));
});
afterEach(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const log = createLogger(
  () => undefined,
  () => 0,
);
const profileIn = async (folder: string, env: Readonly<Record<string, string>> = {}) => {
  const opened = await openProfile({ folder, env, openFile: openConfFile, sealer: null, now: () => 0, log });
  if (!opened.ok) throw new Error('the profile cannot be used');
  return opened.value;
};
const practice = async () => {
  const [, folder = ''] = folders;
  const settings = {
    agent: { name: 'Ada', extension: '1001' },
    sip: { url: 'wss://pbx.example/ws', username: '1001' },
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ sipPassword: 'practice' }), { mode: 0o600 });
  return success({
    profile: await profileIn(folder, { OFFHOOK_DEMO: '1' }),
    rehearsal: { kinds: [], run: () => Promise.resolve() },
  });
};

/** A first run whose launcher has a practice PBX; how often it was asked for one. */
async function firstRun(start: Demo['start']) {
  let asked = 0;
  let made = 0;
  const views = new Emitter<ReturnType<typeof emptyView>>();
  const station = await createStation({
    profile: await profileIn(folders[0] ?? ''),
    clock: new FakeClock(),
    log,
    random: Math.random,
    journal: null,
    rehearsal: null,
    demo: {
      start: () => {
        asked += 1;
        return start();
      },
    },
    about: { version: '0', host: 'browser', platform: 'linux', node: '24' },
    makeDesk: () => {
      made += 1;
      return {
        view: emptyView(0),
        onDidChangeView: views.event,
        today: () => [],
        start: () => undefined,
        setGlobalKeys: () => undefined,
        serve: () => ({ dispose: () => undefined }),
        stop: () => Promise.resolve(),
        dispose: () => undefined,
      } as unknown as Offhook;
    },
    reopenSecrets: (profile) => Promise.resolve(profile.secrets),
  });
  station.start();
  return { station, asked: () => asked, made: () => made };
}

test('two windows that ask for the demo at once get the same one', async () => {
  const ready = Promise.withResolvers<void>();
  const { station, asked, made } = await firstRun(async () => {
    await ready.promise;
    return practice();
  });
  const [one, other] = [stationHandlers(station), stationHandlers(station)];
  const both = Promise.all([one.startDemo({}), other.startDemo({})]);
  ready.resolve();
  expect(await both).toEqual([
    { outcome: 'saved', waits: false },
    { outcome: 'saved', waits: false },
  ]);
  expect([asked(), made()]).toEqual([1, 1]);
  expect(station.settings?.agent.name).toBe('Ada');
  // A desk that is there is not exchanged for a demo.
  expect(await one.startDemo({})).toMatchObject({ outcome: 'refused' });
  expect(asked()).toBe(1);
  station.dispose();
});

test('a demo that did not start says why, and may be asked for again', async () => {
  const answers = [failed('no Asterisk for this system'), await practice()];
  const { station, asked } = await firstRun(() => Promise.resolve(answers.shift() ?? failed('asked too often')));
  const { startDemo } = stationHandlers(station);
  expect(await startDemo({})).toEqual({
    outcome: 'refused',
    problems: [{ path: '', words: 'no Asterisk for this system' }],
  });
  expect(await startDemo({})).toMatchObject({ outcome: 'saved' });
  expect(asked()).toBe(2);
  station.dispose();
});
