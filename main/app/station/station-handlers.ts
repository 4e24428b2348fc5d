import type { PasswordName } from '../../../preload/contract/profile.ts';
import type {
  AccountEntry,
  AccountOutcome,
  ReadLink,
  Saved,
  SettingsProblemView,
} from '../../../preload/contract/profile-requests.ts';
import { passwordNames, secretNames } from '../../secrets/secret-store.ts';
import { type Document, pathsOf, valueAt } from '../../settings/document.ts';
import type { SettingsProblem } from '../../settings/problem.ts';
import type { SettingsChange } from '../../settings/settings-store.ts';
import { displacedPasswords } from './displaced-passwords.ts';
import { findServer, portsWith } from './find-server.ts';
import { forbiddenToPages } from './forbidden-to-pages.ts';
import { followLink, type LinkRead } from './link-reader.ts';
import type { ProfileHandlers } from './profile-handlers.ts';
import { makeApiToken, tryLookup } from './programs.ts';
import type { Station } from './station.ts';
import { ariUrlOf, tryAccount } from './try-account.ts';

/** Answers one page about the profile. What a page has read of a link is its own. */
export function stationHandlers(station: Station): ProfileHandlers {
  let read: LinkRead | null = null;
  let reads = 0;
  return {
    changeSettings: ({ changes }) => changeSettings(station, changes.map(asChange)),
    setPassword: ({ name, value }) => setPassword(station, name, value),
    reconnectNow: async () => {
      await station.settle(true);
      return { outcome: 'saved', waits: station.waits };
    },
    findServer: ({ host, amiPort }) => findServer(host, portsWith(amiPort)),
    connectAccount: (entry) => connectAccount(station, entry),
    readLink: async ({ text, asked }): Promise<ReadLink> => {
      const { clock, linkTrust } = station.options;
      const { layers } = station.profile.settings;
      const link = (asked === undefined ? null : station.linkAsked(asked)) ?? text;
      read = null;
      reads += 1;
      const nth = reads;
      const found = await followLink(link, { layers, now: clock.now(), trust: linkTrust ?? { kind: 'system' } });
      // What is used is what is shown last: a server that took its time is not asked about any more.
      if (nth === reads) read = found;
      return found.shown;
    },
    connectLink: () => connectLink(station, read),
    startDemo: () => startDemo(station),
    tryLookup: ({ number }) => tryLookup(station, number),
    makeApiToken: () => makeApiToken(station),
  };
}

const asChange = ({ path, value }: { readonly path: string; readonly value?: unknown }): SettingsChange =>
  value === undefined ? { path } : { path, value };

async function changeSettings(station: Station, changes: readonly SettingsChange[]): Promise<Saved> {
  const before = valueAt(station.profile.settings.document, 'privacy.passwords');
  const account = station.settings;
  const forbidden = forbiddenToPages(station.profile.settings.document, changes);
  if (forbidden !== null) return { outcome: 'refused', problems: [forbidden] };
  const changed = station.profile.settings.change(changes);
  if (!changed.ok) return refusedBy(changed.failure);
  for (const name of displacedPasswords(account, station.settings)) await station.profile.secrets.store.set(name, null);
  const after = valueAt(station.profile.settings.document, 'privacy.passwords');
  if (after !== before) await moveSecrets(station, after === 'ask' ? 'ask' : 'keep');
  await station.settle();
  return { outcome: 'saved', waits: station.waits };
}

/** To where they are kept from now on; the old place forgets them. */
async function moveSecrets(station: Station, keep: 'keep' | 'ask'): Promise<void> {
  const from = station.profile.secrets.store;
  const held = await Promise.all(secretNames.map(async (name) => ({ name, value: await from.get(name) })));
  const next = await station.options.reopenSecrets(station.profile, keep);
  for (const { name, value } of held) {
    if (value === null) continue;
    const kept = await next.store.set(name, value);
    // Only what is somewhere else is taken away here.
    if (kept.ok && next.store.place !== from.place) await from.set(name, null);
  }
  station.useSecrets(next);
}

async function setPassword(station: Station, name: PasswordName, value: string | null): Promise<Saved> {
  const kept = await station.profile.secrets.store.set(name, value);
  if (!kept.ok) return { outcome: 'refused', problems: [{ path: name, words: kept.failure }] };
  await station.settle();
  return { outcome: 'saved', waits: station.waits };
}

/** Tries what was typed on the PBX, and keeps it only if it works. */
async function connectAccount(station: Station, entry: AccountEntry): Promise<AccountOutcome> {
  const url = URL.parse(entry.url);
  if (url === null || !['wss:', 'ws:'].includes(url.protocol)) {
    return {
      outcome: 'refused',
      problems: [{ path: 'sip.url', words: 'expected an address that starts with wss://' }],
    };
  }
  const { clock, log, random } = station.options;
  const failed = await tryAccount(entry, { clock, random, log: log.child('try') });
  if (failed !== null) return failed;
  const { ami, ari, extension, pin } = entry;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const settings: Document = {
    agent: { name: extension, extension },
    sip: { url: entry.url, username: extension },
    ...(pin !== null && { tls: { trust: 'pin', sha256: pin } }),
    ...(ami !== null && { ami: { host, port: ami.port, tls: ami.tls, username: ami.username } }),
    ...(ari !== null && { ari: { url: ariUrlOf(entry.url), username: ari.username } }),
  };
  return keepAccount(station, settings, {
    sipPassword: entry.password,
    amiSecret: ami?.secret,
    ariPassword: ari?.password,
  });
}

async function connectLink(station: Station, read: LinkRead | null): Promise<AccountOutcome> {
  const provisioned = read?.provisioned ?? null;
  if (provisioned === null) return { outcome: 'refused', problems: [{ path: '', words: 'no link was read' }] };
  const { payload, key } = provisioned;
  const { document, layers } = station.profile.settings;
  // Anybody can sign a link, a page that was taken over too: what no page may change comes by the administrator's key alone.
  const wishes = pathsOf(payload.settings).map((path) => ({ path, value: valueAt(payload.settings, path) }));
  const forbidden = layers.policy.provisioningKeys.includes(key) ? null : forbiddenToPages(document, wishes);
  if (forbidden !== null) return { outcome: 'refused', problems: [forbidden] };
  return keepAccount(station, { ...payload.settings, provisioning: { key } }, payload.secrets);
}

async function keepAccount(
  station: Station,
  settings: Document,
  secrets: { readonly [Name in PasswordName]?: string | undefined },
): Promise<AccountOutcome> {
  const { store } = station.profile.secrets;
  const before = station.settings;
  const changes = pathsOf(settings).map((path) => ({ path, value: valueAt(settings, path) }));
  const changed = station.profile.settings.change(changes);
  if (!changed.ok) return refusedBy(changed.failure);
  for (const name of displacedPasswords(before, station.settings)) await store.set(name, null);
  for (const name of passwordNames) {
    const value = secrets[name];
    if (value === undefined) continue;
    const kept = await store.set(name, value);
    if (!kept.ok) return { outcome: 'refused', problems: [{ path: name, words: kept.failure }] };
  }
  await station.settle();
  return { outcome: 'connected' };
}

/** One practice PBX at a time: whoever asks while it starts, in this window or another, gets what comes of that one. */
const demosUnderWay = new WeakMap<Station, Promise<Saved>>();

function startDemo(station: Station): Promise<Saved> {
  const underWay = demosUnderWay.get(station);
  if (underWay !== undefined) return underWay;
  const started = beginDemo(station).finally(() => demosUnderWay.delete(station));
  demosUnderWay.set(station, started);
  return started;
}

async function beginDemo(station: Station): Promise<Saved> {
  const { demo } = station.options;
  if (demo === null || station.settings !== null) {
    return { outcome: 'refused', problems: [{ path: '', words: 'there is no practice PBX here' }] };
  }
  const started = await demo.start();
  if (!started.ok) return { outcome: 'refused', problems: [{ path: '', words: started.failure }] };
  await station.use(started.value.profile, started.value.rehearsal);
  return { outcome: 'saved', waits: false };
}

function refusedBy(problems: readonly SettingsProblem[]): Saved & { outcome: 'refused' } {
  return {
    outcome: 'refused',
    problems: problems.map(({ where, key, expected }): SettingsProblemView => {
      const place = where === 'settings.json' ? '' : `${where}: `;
      return { path: key, words: `${place}${expected}` };
    }),
  };
}
