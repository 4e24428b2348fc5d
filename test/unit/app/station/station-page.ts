import { join } from 'node:path';
import { openProfile } from '../../../../main/app/station/open-profile.ts';
import { createStation, type Station } from '../../../../main/app/station/station.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { openConfFile } from '../../../../main/settings/conf-file.ts';
import { createBridge } from '../../../../preload/bridge/create-bridge.ts';
import type { Bridge } from '../../../../preload/contract/bridge.ts';
import type { ProfileView } from '../../../../preload/contract/profile.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

const log = createLogger(
  () => undefined,
  () => 0,
);

export interface StationPage {
  readonly station: Station;
  readonly bridge: Bridge;
  /** As the page was told last. */
  readonly profile: () => ProfileView;
  /** Everything main has sent to the page, as text. */
  readonly told: () => string;
}

/** A page of the profile in `folder`, under the policy.json there, if there is one; desks do not start. */
export async function stationPage(folder: string, now = 1_000_000): Promise<StationPage> {
  const env = { OFFHOOK_POLICY: join(folder, 'policy.json') };
  const opened = await openProfile({ folder, env, openFile: openConfFile, sealer: null, now: () => now, log });
  if (!opened.ok) throw new Error('the profile cannot be used');
  const station = await createStation({
    ...{ profile: opened.value, rehearsal: null, demo: null, journal: null },
    ...{ clock: new FakeClock(now), log, random: Math.random },
    about: { version: '0', host: 'browser', platform: 'linux', node: '24' },
    makeDesk: () => {
      throw new Error('no desk is started here');
    },
    reopenSecrets: (profile) => Promise.resolve(profile.secrets),
  });
  let [toMain, toPage]: ((message: unknown) => void)[] = [];
  const heard: string[] = [];
  const { bridge, attach } = createBridge('browser');
  attach({
    send: (message) => queueMicrotask(() => toMain?.(structuredClone(message))),
    onMessage: (listener) => {
      toPage = listener;
    },
    onClose: () => undefined,
  });
  const { promise: first, resolve } = Promise.withResolvers<ProfileView>();
  let latest: ProfileView | null = null;
  bridge.onProfile((profile) => {
    latest = profile;
    resolve(profile);
  });
  station.serve({
    send: (message) => {
      heard.push(JSON.stringify(message));
      queueMicrotask(() => toPage?.(structuredClone(message)));
    },
    onMessage: (listener) => {
      toMain = listener;
    },
    onClose: () => undefined,
  });
  const shown = await first;
  return { station, bridge, profile: () => latest ?? shown, told: () => heard.join('\n') };
}
