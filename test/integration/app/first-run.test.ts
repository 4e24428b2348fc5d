import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findServer, portsWith } from '../../../main/app/station/find-server.ts';
import { tryAccount } from '../../../main/app/station/try-account.ts';
import { createLogger } from '../../../main/base/log.ts';
import type { AccountEntry, AccountOutcome } from '../../../preload/contract/profile-requests.ts';
import type { LinkFailureKind, LinkName } from '../../../preload/contract/views.ts';
import { accountTrouble, serverTrouble } from '../../../renderer/setup/account-trouble.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { systemClock } from '../../support/system-clock.ts';
import { usePbx } from '../sip/use-pbx.ts';

/** What a person types at the first run goes wrong on a real Asterisk in every way it can be made to. */

const lab = usePbx();

const silent = createServer(() => undefined);
const log = createLogger(
  () => undefined,
  () => 0,
);

function typed(pbx: Pbx) {
  const { accounts, certSha256, ports } = pbx;
  const [sip, ami, ari] = [accounts.sip['1003'], accounts.ami['agent1003'], accounts.ari['agent1003']];
  if (sip === undefined || ami === undefined || ari === undefined) throw new Error('the lab has no agent 1003');
  return {
    url: `wss://localhost:${ports.https}/ws`,
    pin: certSha256,
    extension: '1003',
    password: sip.secret,
    ami: { port: ports.ami, tls: false, username: ami.username, secret: ami.secret },
    ari: { username: ari.username, password: ari.secret },
  } satisfies AccountEntry;
}

type Mistake = (pbx: Pbx) => Partial<AccountEntry>;
const at = (port: 'https' | 'http' | 'amiTls', path = '/ws'): Mistake => {
  return ({ ports }) => ({ url: `wss://localhost:${ports[port]}${path}` });
};
/** On another extension than the others' tries, which are made at the same time: an AOR of the lab has five places. */
const ariWith = (change: (pbx: Pbx) => object): Mistake => {
  return (pbx) => ({
    ...{ extension: '1002', password: pbx.accounts.sip['1002']?.secret ?? '' },
    ari: { ...typed(pbx).ari, ...change(pbx) },
  });
};
const amiWith = (change: (pbx: Pbx) => object): Mistake => {
  return (pbx) => ({ ami: { ...typed(pbx).ami, ...change(pbx) } });
};
const reader = ({ accounts }: Pbx) => ({ username: 'ariviewer', password: accounts.ari['ariviewer']?.secret ?? '' });
const silentPort = (): number => {
  const address = silent.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** What is wrong, how it is found out, and the line of Asterisk that is shown. */
const mistakes: readonly (readonly [string, Mistake, LinkName, LinkFailureKind, string])[] = [
  ['a wrong password', () => ({ password: 'wrong' }), 'sip', 'auth-rejected', '[1003]\ntype = auth'],
  ['an unknown extension', () => ({ extension: '4711' }), 'sip', 'auth-rejected', '[4711]\ntype = auth'],
  ['a path nothing is served at', at('https', '/phone'), 'sip', 'not-served', 'load = res_http_websocket.so'],
  ['a closed port', () => ({ url: 'wss://localhost:9/ws' }), 'sip', 'refused', 'tlsbindaddr = 0.0.0.0:8089'],
  ['a port without TLS', at('http'), 'sip', 'tls-failed', 'tlsenable = yes'],
  ['the manager’s port', at('amiTls'), 'sip', 'wrong-service', 'tlsbindaddr ='],
  ['a certificate nobody trusts', () => ({ pin: null }), 'sip', 'tls-untrusted', ''],
  ['another certificate', () => ({ pin: 'AB'.repeat(32) }), 'sip', 'tls-wrong-pin', 'tlscertfile ='],
  ['a name that is nobody’s', () => ({ url: 'wss://pbx.invalid:8089/ws' }), 'sip', 'host-not-found', ''],
  ['who never answers', () => ({ url: `wss://localhost:${silentPort()}/ws` }), 'sip', 'timeout', 'protocol = wss'],
  ['a wrong AMI secret', amiWith(() => ({ secret: 'wrong' })), 'ami', 'auth-rejected', 'permit = '],
  ['a manager that is off', amiWith(() => ({ port: 9 })), 'ami', 'refused', '[general]\nenabled = yes'],
  ['a manager without TLS', amiWith(() => ({ tls: true })), 'ami', 'tls-failed', 'tlsbindaddr = 0.0.0.0:5039'],
  ['a manager that is silent', amiWith(() => ({ port: silentPort() })), 'ami', 'timeout', 'tlsbindaddr ='],
  ['a wrong ARI password', ariWith(() => ({ password: 'wrong' })), 'ari', 'auth-rejected', '[offhook]'],
  ['an ARI user who may only read', ariWith(reader), 'ari', 'forbidden', 'read_only = no'],
];

const tryWith = (mistake: Mistake): Promise<Extract<AccountOutcome, { outcome: 'failed' }> | null> =>
  tryAccount({ ...typed(lab.pbx), ...mistake(lab.pbx) }, { clock: systemClock, random: Math.random, log });

beforeAll(() => new Promise<void>((listening) => void silent.listen(0, '127.0.0.1', listening)));
afterAll(() => silent.close());

describe('an account that is typed in at the first run', () => {
  /** All at once: some wait for an answer that never comes. */
  let outcomes: ReadonlyMap<string, Awaited<ReturnType<typeof tryWith>>>;
  beforeAll(async () => {
    const tried = mistakes.map(async ([what, mistake]) => [what, await tryWith(mistake)] as const);
    outcomes = new Map(await Promise.all(tried));
  }, 40_000);

  test('is tried whole, with the manager and ARI', async () => {
    expect(await tryWith(() => ({}))).toBeNull();
    expect(await tryWith(amiWith(({ ports }) => ({ port: ports.amiTls, tls: true })))).toBeNull();
  });

  test.each(mistakes)('with %s says the cure, and which line to change', (what, mistake, link, kind, line) => {
    const value = outcomes.get(what) ?? null;
    expect(value).toMatchObject({ outcome: 'failed', link, failure: { kind } });
    if (value === null) return;
    const extension = mistake(lab.pbx).extension ?? '1003';
    const trouble = accountTrouble({ ok: true, value }, extension);
    expect(trouble?.cure).toMatch(/\.$/);
    if (line === '') expect(trouble?.lines).toBe('');
    else expect(trouble?.lines).toContain(line);
  });

  test('where no place is left for a phone says that the AOR needs room', async () => {
    // As many as the lab's AOR takes.
    await Promise.all(Array.from({ length: 5 }, () => lab.phone('1003')));
    const value = await tryWith(() => ({}));
    expect(value).toMatchObject({ link: 'sip', failure: { kind: 'forbidden' } });
    if (value !== null) expect(accountTrouble({ ok: true, value }, '1003')?.lines).toContain('max_contacts = 2');
  });
});

describe('a server that is typed in at the first run', () => {
  test('is found with its certificate, and with the manager and ARI where they answer', async () => {
    const { ports, certSha256 } = lab.pbx;
    const [plain, secure] = await Promise.all(
      [ports.ami, ports.amiTls].map((port) => findServer(`localhost:${ports.https}`, portsWith(port))),
    );
    const certificate = { sha256: certSha256.toUpperCase().match(/../g)?.join(':'), doubt: { kind: 'tls-untrusted' } };
    const found = { found: 'yes', url: `wss://localhost:${ports.https}/ws`, certificate, ari: true };
    expect(plain).toMatchObject({ ...found, ami: { port: ports.ami, tls: false } });
    expect(secure).toMatchObject({ ...found, ami: { port: ports.amiTls, tls: true } });
  });

  test.each([
    ['a port where nothing listens', () => 'localhost:9', 'nothing', 'tlsenable = yes'],
    ['a port without TLS', ({ ports }: Pbx) => `localhost:${ports.http}`, 'http-only', 'tlsenable = yes'],
    [
      'a path of another web site',
      ({ ports }: Pbx) => `wss://localhost:${ports.https}/phone`,
      'no-websocket',
      'load = res_pjsip_transport_websocket.so',
    ],
    ['a name that is nobody’s', () => 'pbx.invalid', 'no-host', ''],
    ['something that is no name', () => 'https://user:secret@pbx', 'no-host', ''],
  ] as const)('at %s says the cure, and which line to change', async (_what, hostOf, why, line) => {
    const found = await findServer(hostOf(lab.pbx));
    expect(found).toMatchObject({ found: 'no', why });
    if (found.found === 'yes') return;
    const { cure, lines } = serverTrouble(found);
    expect(cure).toMatch(/\.$/);
    if (line === '') expect(lines).toBe('');
    else expect(lines).toContain(line);
  });
});
