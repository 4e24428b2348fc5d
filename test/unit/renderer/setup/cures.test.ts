import { afterEach, describe, expect, test } from 'vitest';
import type { AccountOutcome, FoundServer } from '../../../../preload/contract/profile-requests.ts';
import { type LinkFailureKind, type LinkName, linkFailureKind } from '../../../../preload/contract/views.ts';
import { de } from '../../../../renderer/i18n/de.ts';
import { en } from '../../../../renderer/i18n/en.ts';
import { speak } from '../../../../renderer/i18n/texts.ts';
import { accountTrouble, serverTrouble, type TroubleText } from '../../../../renderer/setup/account-trouble.ts';

/** What every way to fail says of the cure, and which line of which file of Asterisk is named; null: none is at fault. */
type Named = readonly [cure: RegExp, file: string | null, line: string];
const wait: Named = [/comes back by itself/, null, ''];
const tooOld: Named = [/Asterisk 13 or later/, null, ''];
const name: Named = [/Check the name/, null, ''];
const way: Named = [/cable, the Wi-Fi or the VPN/, null, ''];
const elsewhere = { 'host-not-found': name, unreachable: way, 'old-version': tooOld, 'not-ready': wait };

const cures: Readonly<Record<LinkName, Readonly<Record<LinkFailureKind, Named>>>> = {
  sip: {
    ...elsewhere,
    refused: [/web server with TLS/, 'http.conf', 'tlsbindaddr = 0.0.0.0:8089'],
    timeout: [/chan_pjsip is loaded/, 'modules.conf', 'load = res_pjsip_transport_websocket.so'],
    'tls-untrusted': [/trust it, or install its CA/, null, ''],
    'tls-wrong-host': [/the name that is in the certificate/, 'http.conf', 'tlscertfile ='],
    'tls-expired': [/renewed, or trust this one/, 'http.conf', 'tlscertfile ='],
    'tls-wrong-pin': [/Look for the server again/, 'http.conf', 'tlscertfile ='],
    'tls-failed': [/not with TLS/, 'http.conf', 'tlsenable = yes'],
    'auth-rejected': [/Check extension and password/, 'pjsip.conf', 'type = auth'],
    forbidden: [/needs an AOR with room/, 'pjsip.conf', 'max_contacts = 2'],
    'not-served': [/Load the modules/, 'modules.conf', 'load = res_http_websocket.so'],
    'wrong-service': [/Another program has this port/, 'http.conf', 'tlsbindaddr ='],
    replaced: [/another phone may have the only place/, 'pjsip.conf', 'max_contacts = 2'],
    closed: [/out of sessions/, 'http.conf', 'sessionlimit ='],
  },
  ami: {
    ...elsewhere,
    refused: [/Switch on the manager/, 'manager.conf', 'enabled = yes'],
    timeout: [/through the firewall/, 'manager.conf', 'tlsbindaddr = 0.0.0.0:5039'],
    'tls-untrusted': [/give both the same/, 'manager.conf', 'tlscertfile ='],
    'tls-wrong-host': [/for another name/, 'manager.conf', 'tlscertfile ='],
    'tls-expired': [/renewed/, 'manager.conf', 'tlscertfile ='],
    'tls-wrong-pin': [/give both the same/, 'manager.conf', 'tlscertfile ='],
    'tls-failed': [/not with TLS/, 'manager.conf', 'tlsenable = yes'],
    'auth-rejected': [/“permit” has the address/, 'manager.conf', 'permit = '],
    forbidden: [/widen its “read” and “write”/, 'manager.conf', 'read = call'],
    'not-served': [/over HTTP/, 'manager.conf', 'webenabled = yes'],
    'wrong-service': [/address and port/, 'manager.conf', 'tlsbindaddr ='],
    replaced: [/logged in once only/, 'manager.conf', 'allowmultiplelogin = yes'],
    closed: [/too many logins/, 'manager.conf', 'authlimit ='],
  },
  ari: {
    ...elsewhere,
    refused: [/port in the settings/, 'http.conf', 'tlsbindaddr ='],
    timeout: [/no firewall stands between/, 'http.conf', 'tlsbindaddr ='],
    'tls-untrusted': [/pin its certificate/, 'http.conf', 'tlscertfile ='],
    'tls-wrong-host': [/pin the certificate/, 'http.conf', 'tlscertfile ='],
    'tls-expired': [/renewed/, 'http.conf', 'tlscertfile ='],
    'tls-wrong-pin': [/pin the new one/, 'http.conf', 'tlscertfile ='],
    'tls-failed': [/TLS port/, 'http.conf', 'tlsenable = yes'],
    'auth-rejected': [/ARI user and password/, 'ari.conf', 'password ='],
    forbidden: [/may only read/, 'ari.conf', 'read_only = no'],
    'not-served': [/switched off/, 'ari.conf', 'enabled = yes'],
    'wrong-service': [/check “prefix”/, 'http.conf', 'prefix ='],
    replaced: [/a user of its own/, 'ari.conf', '[offhook]'],
    closed: [/out of sessions/, 'http.conf', 'sessionlimit ='],
  },
};

const rows = (['sip', 'ami', 'ari'] as const).flatMap((link) =>
  linkFailureKind.options.map((kind) => [link, kind, ...cures[link][kind]] as const),
);

function failed(link: LinkName, kind: LinkFailureKind): TroubleText {
  const failure = { kind, target: 'pbx.example:8089', detail: 'in the system’s words' };
  const value: AccountOutcome = { outcome: 'failed', link, failure };
  const trouble = accountTrouble({ ok: true, value }, '1014');
  if (trouble === null) throw new Error('nothing is told');
  return trouble;
}

function expectLines(lines: string, file: string | null, line: string): void {
  if (file === null) return expect(lines).toBe('');
  expect(lines).toMatch(new RegExp(`^; ${file.replace('.', '\\.')}\n`));
  expect(lines).toContain(line);
  expect(lines).not.toContain('{extension}');
}

afterEach(() => speak(en));

describe('an account that does not work says the cure, and which line of Asterisk to change', () => {
  test.each(rows)('%s: %s', (link, kind, cure, file, line) => {
    const trouble = failed(link, kind);
    expect(trouble.what).toContain(en.link.names[link]);
    expect(trouble.what).toContain('pbx.example:8089');
    expect(trouble.cure).toMatch(cure);
    expectLines(trouble.lines, file, line);
  });

  test('by the extension that was typed', () => {
    expect(failed('sip', 'auth-rejected').lines).toContain(
      '[1014]\ntype = auth\nauth_type = userpass\nusername = 1014',
    );
  });

  test.each(rows.map(([link, kind]) => [link, kind] as const))(
    'in German too, with the same lines: %s: %s',
    (link, kind) => {
      const english = failed(link, kind);
      speak(de);
      const german = failed(link, kind);
      expect(german.cure).not.toBe('');
      expect([german.what, german.cure]).not.toEqual([english.what, english.cure]);
      expect(german.cure).not.toBe(english.cure);
      expect(german.lines).toBe(english.lines);
    },
  );
});

describe('a server without a phone line says the cure, and which line of Asterisk to change', () => {
  const of = (why: Extract<FoundServer, { found: 'no' }>['why'], kind: LinkFailureKind) =>
    serverTrouble({
      ...{ found: 'no', why, tried: ['pbx.example:8089', 'pbx.example:443'] },
      failure: { kind, target: 'pbx.example', detail: '' },
    });

  test.each([
    ['no-host', 'host-not-found', /Check the name/, null, ''],
    ['nothing', 'refused', /Switch on Asterisk’s web server with TLS/, 'http.conf', 'tlsenable = yes'],
    ['nothing', 'timeout', /through the firewall/, 'http.conf', 'tlsbindaddr ='],
    ['http-only', 'refused', /sends no password that way/, 'http.conf', 'tlsenable = yes'],
    ['no-websocket', 'not-served', /Load the modules/, 'modules.conf', 'load = res_http_websocket.so'],
  ] as const)('%s, %s', (why, kind, cure, file, line) => {
    const trouble = of(why, kind);
    expect(trouble.what).toContain('Tried: pbx.example:8089, pbx.example:443.');
    expect(trouble.cure).toMatch(cure);
    expectLines(trouble.lines, file, line);
  });
});

describe('what is refused before any PBX is asked', () => {
  test('names the value, and an engine that is gone says that it is tried again', () => {
    const problems = [{ path: 'sip.url', words: 'expected an address that starts with wss://' }];
    const trouble = accountTrouble({ ok: true, value: { outcome: 'refused', problems } }, '1014');
    expect(trouble?.what).toBe('sip.url expected an address that starts with wss://');
    const gone = accountTrouble({ ok: false, error: { code: 'gone', message: '' } }, '1014');
    expect(gone?.what).toContain('tried again by itself');
  });

  test.each(Object.entries(en.setup.link.bad))('a provisioning link that is %s says what to do', (_why, words) => {
    expect(words).toMatch(/ask|begins with|Ask|Check|Tell|allow/);
  });
});
