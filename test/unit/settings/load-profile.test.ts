import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeProblem, loadProfile } from '../../../main/settings/load-profile.ts';

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
const problems = async (env: Record<string, string> = {}) => {
  const loaded = await loadProfile(folder, env);
  return loaded.ok ? [] : loaded.failure.map(describeProblem);
};

describe('a profile', () => {
  test('with the least that is needed is completed by defaults', async () => {
    await write(good);
    const loaded = await loadProfile(folder, {});
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        settings: { ami: null, ari: null, tls: { trust: 'system' }, numbers: { country: 'US', dialAs: 'as-typed' } },
      },
    });
  });

  test('takes the environment over the files, key by key', async () => {
    await write({ ...good, ami: { host: 'pbx.example', username: 'agent1014' } });
    const loaded = await loadProfile(folder, {
      OFFHOOK_AMI_PORT: '5039',
      OFFHOOK_AMI_SECRET: 'x',
      OFFHOOK_SIP_USERNAME: '',
    });
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        settings: { ami: { host: 'pbx.example', port: 5039 }, sip: { username: '1014' } },
        secrets: { amiSecret: 'x' },
      },
    });
  });

  test('can come from the environment alone', async () => {
    const loaded = await loadProfile(folder, {
      OFFHOOK_AGENT_NAME: 'Ines',
      OFFHOOK_EXTENSION: '1014',
      OFFHOOK_SIP_URL: 'wss://pbx.example/ws',
      OFFHOOK_SIP_USERNAME: '1014',
      OFFHOOK_SIP_PASSWORD: 'x',
    });
    expect(loaded.ok).toBe(true);
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

  test('names what is missing', async () => {
    await write({ agent: { name: 'Ines' } }, {});
    expect(await problems()).toEqual([
      'settings.json: agent.extension: is missing (expected string)',
      'settings.json: sip: is missing (expected object)',
      'secrets.json: sipPassword: is missing (expected string)',
    ]);
  });

  test('with an ami section needs its secret', async () => {
    await write({ ...good, ami: { host: 'pbx', username: 'a' } });
    expect(await problems()).toEqual(['secrets.json: amiSecret: is missing, and settings.json has an ami section']);
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
    expect(await loadProfile(folder, {})).toMatchObject({
      value: { settings: { tls: { file: join(folder, 'ca.pem') } } },
    });
  });

  test('never repeats a password, not even from broken JSON', async () => {
    await write(good, '{"sipPassword": "canary-4711" oops');
    const [only = ''] = await problems();
    expect(only).toContain('secrets.json: is not valid JSON');
    expect(only).not.toContain('canary');
    await write(good, { sipPassword: 'canary-4711', canary: { nested: 'canary-4712' } });
    expect((await problems()).join()).not.toContain('4711');
  });

  test.skipIf(process.platform === 'win32')('with secrets others can read is refused', async () => {
    await write(good);
    await chmod(join(folder, 'secrets.json'), 0o644);
    expect(await problems()).toEqual([
      'secrets.json: can be read by other users of this computer; run `chmod 600` on it and change the passwords',
    ]);
  });
});
