import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCredentials } from '../../../main/app/station/credentials.ts';
import { openProfile } from '../../../main/app/station/open-profile.ts';
import { createLogger } from '../../../main/base/log.ts';
import { openConfFile } from '../../../main/settings/conf-file.ts';
import { describeProblem } from '../../../main/settings/problem.ts';

const good = {
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example:8089/ws', username: '1014' },
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-profile-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (settings: unknown, secrets: unknown = { sipPassword: 'canary-4711' }) =>
  Promise.all([
    writeFile(join(folder, 'settings.json'), typeof settings === 'string' ? settings : JSON.stringify(settings)),
    writeFile(join(folder, 'secrets.json'), typeof secrets === 'string' ? secrets : JSON.stringify(secrets), {
      mode: 0o600,
    }),
  ]);
const log = createLogger(
  () => undefined,
  () => 0,
);
const open = (env: Record<string, string> = {}) =>
  openProfile({ folder, env, openFile: openConfFile, sealer: null, now: () => 0, log });
const problems = async (env: Record<string, string> = {}) => {
  const opened = await open(env);
  return opened.ok ? [] : opened.failure.map(describeProblem);
};
/** As a desk gets them. */
const load = async (env: Record<string, string> = {}) => {
  const opened = await open(env);
  if (!opened.ok) throw new Error(opened.failure.map(describeProblem).join());
  const { settings, secrets } = opened.value;
  return {
    settings: settings.settings,
    ...(await readCredentials(secrets.store, env, settings.settings)),
    opened: opened.value,
  };
};

describe('a profile', () => {
  test('with the least that is needed is completed by defaults', async () => {
    await write(good);
    expect(await load()).toMatchObject({
      settings: { ami: null, ari: null, tls: { trust: 'system' }, numbers: { country: 'US', dialAs: 'as-typed' } },
    });
  });

  test('takes the environment over the files, key by key', async () => {
    await write({ ...good, ami: { host: 'pbx.example', username: 'agent1014' } });
    const env = { OFFHOOK_AMI_PORT: '5039', OFFHOOK_AMI_SECRET: 'x', OFFHOOK_SIP_USERNAME: '' };
    expect(await load(env)).toMatchObject({
      settings: { ami: { host: 'pbx.example', port: 5039 }, sip: { username: '1014' } },
      secrets: { amiSecret: 'x' },
      given: ['amiSecret'],
    });
  });

  test('can come from the environment alone', async () => {
    const loaded = await load({
      OFFHOOK_AGENT_NAME: 'Ines',
      OFFHOOK_EXTENSION: '1014',
      OFFHOOK_SIP_URL: 'wss://pbx.example/ws',
      OFFHOOK_SIP_USERNAME: '1014',
      OFFHOOK_SIP_PASSWORD: 'x',
    });
    expect(loaded).toMatchObject({ settings: { agent: { name: 'Ines' } }, secrets: { sipPassword: 'x' }, missing: [] });
  });

  test('names every bad key and what was expected', async () => {
    await write({
      ...good,
      sip: { url: 'https://pbx.example/ws', username: '1014' },
      ami: { host: 'tcp://pbx', port: 'x', username: 'a' },
      numbers: { country: 'USA' },
      colour: 'blue',
    });
    expect(await problems()).toEqual([
      'settings.json: sip.url: expected an address that starts with wss:// or ws:// and holds no password',
      'settings.json: ami.host: expected a host name or an IP address, without a scheme',
      'settings.json: ami.port: expected number, found string',
      'settings.json: numbers.country: expected a two-letter country such as US',
      'settings.json: colour: there is no such setting',
    ]);
  });

  test('names the variable when the environment gave the bad value', async () => {
    await write(good);
    expect(await problems({ OFFHOOK_COUNTRY: 'us' })).toEqual([
      'OFFHOOK_COUNTRY: numbers.country: expected a two-letter country such as US',
    ]);
  });

  test('names what is missing of an account that was begun', async () => {
    await write({ agent: { name: 'Ines' }, sip: { username: '1014' } }, {});
    expect(await problems()).toEqual([
      'settings.json: agent.extension: is missing (expected string)',
      'settings.json: sip.url: is missing (expected string)',
    ]);
  });

  test('without an account is no mistake: there is a first run', async () => {
    await write({ look: { theme: 'dark' } }, {});
    expect(await load()).toMatchObject({ settings: null, secrets: null, missing: [] });
  });

  test('knows which passwords its account needs and nobody has', async () => {
    await write({ ...good, ami: { host: 'pbx', username: 'a' } }, { ariPassword: 'of no use' });
    expect(await load()).toMatchObject({ secrets: null, missing: ['sipPassword', 'amiSecret'], held: ['ariPassword'] });
  });

  test('finds its CA file beside itself, or says that it is not there', async () => {
    const withCa = { ...good, tls: { trust: 'ca', file: 'ca.pem' } };
    await write(withCa);
    expect(await problems()).toEqual([`settings.json: tls.file: ${join(folder, 'ca.pem')} cannot be read`]);
    await writeFile(join(folder, 'ca.pem'), 'a key, perhaps');
    expect(await problems()).toEqual([
      `settings.json: tls.file: ${join(folder, 'ca.pem')} holds no certificate in PEM form`,
    ]);
    await writeFile(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----');
    expect(await load()).toMatchObject({ settings: { tls: { file: join(folder, 'ca.pem') } } });
  });

  test('with a torn secrets.json asks for the passwords again, and keeps the file', async () => {
    await write(good, '{"sipPassword": "canary-4711" oops');
    const { missing, opened } = await load();
    expect(missing).toEqual(['sipPassword']);
    expect(opened.secrets.brokenKeptAs).toMatch(/^secrets\.json\.broken-1970/);
  });

  test.skipIf(process.platform === 'win32')('with secrets others can read is refused', async () => {
    await write(good);
    await chmod(join(folder, 'secrets.json'), 0o644);
    expect(await problems()).toEqual([
      'secrets.json: can be read by other users of this computer; run `chmod 600` on it and change the passwords',
    ]);
  });
});
