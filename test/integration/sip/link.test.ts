import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LinkFailureKind } from '../../../main/net/link-failure.ts';
import { usePbx } from './use-pbx.ts';

const lab = usePbx();

describe('the link of the softphone', () => {
  it('registers over wss with the CA of the PBX, and takes its contact back when it stops', async () => {
    const alice = await lab.phone('1001');
    expect(await lab.pbx.cli('pjsip show contacts')).toContain('1001/sip:');
    await alice.phone.stop(2_000);
    expect(await lab.pbx.cli('pjsip show contacts')).not.toContain('1001/sip:');
  });

  it('registers with the certificate pinned', async () => {
    const alice = await lab.phone('1001', { trust: { kind: 'pin', sha256: lab.pbx.certSha256 } });
    expect(alice.phone.link.state).toBe('up');
  });

  it.each<{ what: string; kind: LinkFailureKind; overrides: () => object }>([
    { what: 'a wrong password', kind: 'auth-rejected', overrides: () => ({ password: 'wrong' }) },
    { what: 'an unknown user', kind: 'auth-rejected', overrides: () => ({ username: '4711' }) },
    { what: 'a CA nobody trusts', kind: 'tls-untrusted', overrides: () => ({ trust: { kind: 'system' } }) },
    {
      what: 'another certificate than the pinned one',
      kind: 'tls-wrong-pin',
      overrides: () => ({ trust: { kind: 'pin', sha256: 'ab'.repeat(32) } }),
    },
    { what: 'a closed port', kind: 'refused', overrides: () => ({ url: 'wss://localhost:9/ws' }) },
    {
      what: 'a wrong path',
      kind: 'not-served',
      overrides: () => ({ url: `wss://localhost:${lab.pbx.ports.https}/x` }),
    },
    { what: 'a host with no name', kind: 'host-not-found', overrides: () => ({ url: 'wss://pbx.invalid:8089/ws' }) },
    {
      what: 'a port without TLS',
      kind: 'tls-failed',
      overrides: () => ({ url: `wss://localhost:${lab.pbx.ports.http}/ws` }),
    },
  ])('says within 5 s what is wrong with $what, and when it tries again', async ({ kind, overrides }) => {
    const alice = lab.idlePhone('1001', overrides());
    alice.phone.start();
    await alice.until(() => alice.phone.link.state === 'down');
    const { link } = alice.phone;
    expect(link).toMatchObject({ state: 'down', failure: { kind } });
    const wait = link.state === 'down' && link.retryAt !== null ? link.retryAt - link.since : 0;
    if (kind === 'auth-rejected') expect(Math.abs(wait - 60_000)).toBeLessThanOrEqual(6_000);
    else expect(wait).toBeLessThanOrEqual(1_000);
  });

  it('gives a silent host 4 s', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const alice = lab.idlePhone('1001', { url: `ws://127.0.0.1:${port}/ws` });
    alice.phone.start();
    await alice.until(() => alice.phone.link.state === 'down');
    expect(alice.phone.link).toMatchObject({ failure: { kind: 'timeout' } });
    alice.dispose();
    silent.close();
  });

  it('tries again at once when asked to', async () => {
    const alice = lab.idlePhone('1001', { password: 'wrong' });
    alice.phone.start();
    await alice.until(() => alice.phone.link.state === 'down');
    const attempts = alice.links.filter(({ state }) => state === 'connecting').length;
    alice.phone.retry();
    await alice.until(() => alice.links.filter(({ state }) => state === 'connecting').length > attempts);
    await alice.until(() => alice.phone.link.state === 'down');
  });

  it('notices a PBX that hangs, and is back when that is', async () => {
    const alice = await lab.phone('1001');
    lab.pbx.pause();
    try {
      // A signal takes a moment to stop every thread.
      await delay(50);
      alice.phone.retry();
      await alice.until(() => alice.phone.link.state === 'down', 4_500);
      expect(alice.phone.link).toMatchObject({ failure: { kind: 'timeout' } });
    } finally {
      lab.pbx.unpause();
    }
    await alice.until(() => alice.phone.link.state === 'up', 12_000);
  });

  it('comes back by itself after the PBX was restarted', async () => {
    const alice = await lab.phone('1001');
    await lab.pbx.restart();
    await alice.until(() => alice.links.some(({ state }) => state === 'down'));
    await alice.until(() => alice.phone.link.state === 'up', 12_000);
    expect(alice.links.map(({ state }) => state)).toContain('down');
  });

  it('hears how many messages wait without asking', async () => {
    const alice = await lab.phone('1001');
    await alice.until(() => alice.mailboxes.length > 0);
    expect(alice.mailboxes.at(-1)).toEqual({ new: 0, old: 0 });
    await lab.pbx.leaveVoicemail({ mailbox: '1001' });
    await alice.until(() => alice.mailboxes.at(-1)?.new === 1);
  });

  it('logs neither the password nor what could take a call over', async () => {
    const alice = await lab.phone('1001');
    await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    await alice.phone.answer(ringing.callId);
    await alice.phone.hangUp(ringing.callId);
    const log = alice.logged.join('\n');
    expect(log).toContain('SIP.js says');
    expect(log).not.toContain(lab.pbx.accounts.sip['1001']?.secret);
    expect(log).not.toContain(ringing.callId);
    expect(log).not.toMatch(/tag=(?!\(redacted\))/);
  });
});
