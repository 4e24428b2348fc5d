import { describe, expect, test } from 'vitest';
import type { Offhook } from '../../../../main/app/offhook.ts';
import { displacedPasswords } from '../../../../main/app/station/displaced-passwords.ts';
import { emptyView } from '../../../../main/app/station/empty-view.ts';
import { type Account, StationDesk } from '../../../../main/app/station/station-desk.ts';
import { Emitter } from '../../../../main/base/emitter.ts';
import { settingsSchema } from '../../../../main/settings/schema.ts';
import type { DeskView } from '../../../../preload/contract/views.ts';

const settings = (change: object = {}) =>
  settingsSchema.parse({
    agent: { name: 'Ines', extension: '1014' },
    sip: { url: 'wss://pbx.example:8089/ws', username: '1014' },
    ...change,
  });
const account = (change: object = {}): Account => ({ settings: settings(change), secrets: { sipPassword: 'x' } });
const inCall = { ...emptyView(0), calls: [{ phase: 'active' }] } as unknown as DeskView;

/** A station that notes what was done, and a desk for it that does nothing. */
function station() {
  const did: string[] = [];
  const views = new Emitter<DeskView>();
  let view = emptyView(0);
  let made = 0;
  const desk = new StationDesk({
    make: (today) => {
      const name = `desk ${(made += 1)}`;
      did.push(`make ${name}, today ${today.length}`);
      const offhook: Partial<Offhook> = {
        get view() {
          return view;
        },
        onDidChangeView: views.event,
        today: () => [],
        start: () => void did.push(`start ${name}`),
        stop: () => Promise.resolve(void did.push(`stop ${name}`)),
        dispose: () => void did.push(`dispose ${name}`),
      };
      return offhook as Offhook;
    },
    onView: () => undefined,
    onParting: () => void did.push(desk.isParting ? 'pages wait' : 'pages go on'),
    onExchange: (now) => void did.push(now === null ? 'pages leave' : 'pages join'),
    onDidChange: () => void did.push('told'),
  });
  const show = (next: DeskView) => {
    view = next;
    views.emit(next);
  };
  return { desk, did, show };
}

describe('the desk of a station', () => {
  test('is exchanged when the account changes: the old one leaves the PBX before the new one comes', async () => {
    const { desk, did } = station();
    await desk.become(account(), false);
    await desk.become(account({ mailbox: '1014@office' }), false);
    expect(did).toEqual([
      'make desk 1, today 0',
      'pages join',
      'start desk 1',
      'pages wait',
      'stop desk 1',
      'dispose desk 1',
      'pages leave',
      'make desk 2, today 0',
      'pages join',
      'start desk 2',
      'pages go on',
    ]);
  });

  test('stays for what takes effect in the pages by themselves', async () => {
    const { desk, did } = station();
    await desk.become(account(), false);
    did.length = 0;
    await desk.become(account({ look: { theme: 'dark' }, audio: { ringVolume: 10 } }), false);
    await desk.become(account({ privacy: { passwords: 'ask' } }), false);
    expect([did, desk.waits]).toEqual([[], false]);
  });

  test('is never taken away from under a call: the change waits for the last one to end', async () => {
    const { desk, did, show } = station();
    await desk.become(account(), false);
    show(inCall);
    did.length = 0;
    await desk.become(account({ mailbox: '1014@office' }), false);
    expect([did, desk.waits]).toEqual([[], true]);
    show({ ...inCall });
    expect(did).toEqual([]);
    show(emptyView(1));
    await expect.poll(() => did.at(-1)).toBe('told');
    expect([did.includes('start desk 2'), desk.waits]).toEqual([true, false]);
  });

  test('is exchanged in the middle of a call when the person says so, and not when the wish is taken back', async () => {
    const { desk, did, show } = station();
    await desk.become(account(), false);
    show(inCall);
    await desk.become(account({ mailbox: '1014@office' }), false);
    await desk.become(account(), false);
    expect(desk.waits).toBe(false);
    await desk.become(account({ mailbox: '1014@office' }), true);
    expect(did).toContain('start desk 2');
  });
});

describe('a password', () => {
  test('goes to no other server than the one it was given for', () => {
    const ami = { host: 'pbx.example', port: 5039, tls: true, username: 'a' };
    const ari = { url: 'https://pbx.example:8089/ari', username: 'a' };
    const before = settings({ ami, ari });
    expect(displacedPasswords(before, before)).toEqual([]);
    expect(displacedPasswords(before, settings({ ami: { ...ami, host: 'evil.example' }, ari }))).toEqual(['amiSecret']);
    expect(displacedPasswords(before, settings({ ami: { ...ami, tls: false }, ari }))).toEqual(['amiSecret']);
    expect(displacedPasswords(before, settings({ ami, ari: { ...ari, url: 'http://pbx.example:8088/ari' } }))).toEqual([
      'ariPassword',
    ]);
    const carddav = { url: 'https://cloud.example/', username: 'ines' };
    const ldap = { url: 'ldaps://ldap.example', base: 'dc=acme' };
    const servers = settings({ contacts: { carddav, ldap } });
    const evil = {
      carddav: { ...carddav, url: 'https://evil.example/' },
      ldap: { ...ldap, url: 'ldap://ldap.example' },
    };
    expect(displacedPasswords(servers, settings({ contacts: evil }))).toEqual(['carddavPassword', 'ldapPassword']);
    expect(
      displacedPasswords(servers, settings({ contacts: { carddav, ldap: { ...ldap, base: 'dc=other' } } })),
    ).toEqual([]);
    const moved = settings({ ami, ari, sip: { url: 'wss://evil.example/ws', username: '1014' } });
    expect(displacedPasswords(before, moved)).toEqual(['sipPassword']);
    const lookup = (url: string) => settings({ lookup: { url, fields: [{ label: 'Id', pointer: '/id' }] } });
    const crm = lookup('https://crm.example/{e164}');
    expect(displacedPasswords(crm, lookup('https://evil.example/{e164}'))).toEqual(['lookupSecret']);
    expect(displacedPasswords(crm, lookup('https://crm.example/find?n={national}'))).toEqual([]);
    // A name, a number, a path: the same server.
    expect(displacedPasswords(before, settings({ ami, ari, mailbox: '1@x' }))).toEqual([]);
  });

  test('is not carried elsewhere in two steps: it goes with its server, and waits for none', () => {
    const ari = { url: 'https://pbx.example:8089/ari', username: 'a' };
    const lookup = { url: 'https://crm.example/{e164}', fields: [{ label: 'Id', pointer: '/id' }] };
    const [without, both] = [settings(), settings({ ari, lookup })];
    expect(displacedPasswords(both, without)).toEqual(['ariPassword', 'lookupSecret']);
    expect(displacedPasswords(without, both)).toEqual(['ariPassword', 'lookupSecret']);
  });
});
