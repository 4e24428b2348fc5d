import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SipCallId } from '../../../main/sip/phone.ts';
import { ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
let call: SipCallId;
const invites = () => bench.transport.sent.filter(({ what }) => what === 'INVITE');
const branchOf = (via: string | undefined) => /branch=([^;]+)/.exec(via ?? '')?.[1];
const answer = async (line: string | readonly [string, ...string[]]): Promise<void> => {
  const invite = invites().at(-1);
  if (invite === undefined) throw new Error('nothing was dialled');
  bench.transport.respond(invite, line);
  await bench.settle();
};

beforeEach(async () => {
  bench = await new ScriptedBench().up();
  bench.transport.scripts.set('INVITE', () => null);
  const dialled = await bench.phone.dial('1002');
  await bench.settle();
  if (!dialled.ok) throw new Error(dialled.failure.kind);
  call = dialled.value;
});
afterEach(() => bench.phone.dispose());

describe('a call given up before the PBX has said anything', () => {
  it('is cancelled as soon as the PBX has it, and not before', async () => {
    void bench.phone.hangUp(call);
    await bench.settle();
    expect(bench.sent).not.toContain('CANCEL');
    await answer('100 Trying');
    expect(bench.sent.filter((what) => what === 'CANCEL')).toHaveLength(1);
  });

  it('is cancelled in the INVITE that carries the credentials, not in the one that was challenged', async () => {
    void bench.phone.hangUp(call);
    await bench.settle();
    await answer(['401 Unauthorized', 'WWW-Authenticate: Digest realm="pbx",nonce="1",algorithm=MD5']);
    expect(invites()).toHaveLength(2);
    await answer('100 Trying');
    const cancel = bench.transport.sent.find(({ what }) => what === 'CANCEL');
    expect(branchOf(cancel?.get('via'))).toBe(branchOf(invites()[1]?.get('via')));
  });

  it('and answered all the same is hung up', async () => {
    void bench.phone.hangUp(call);
    await bench.settle();
    await answer('200 OK');
    expect(bench.sent).toContain('BYE');
    expect(bench.last).toMatchObject({ phase: 'ended', end: { how: 'cancelled' } });
  });
});

describe('a call whose connection breaks', () => {
  it('before the PBX has said anything is cancelled over the next one, in its last INVITE', async () => {
    await answer(['401 Unauthorized', 'WWW-Authenticate: Digest realm="pbx",nonce="1",algorithm=MD5']);
    await bench.breakConnection();
    expect(bench.last).toMatchObject({ phase: 'ended', end: { how: 'lost' } });
    expect(bench.sent).not.toContain('CANCEL');
    await bench.clock.advance(500);
    const cancel = bench.transport.sent.find(({ what }) => what === 'CANCEL');
    expect(branchOf(cancel?.get('via'))).toBe(branchOf(invites()[1]?.get('via')));
    expect(cancel?.get('cseq')).toBe(invites()[1]?.get('cseq').replace('INVITE', 'CANCEL'));
  });

  it.each(['comes late', 'never comes'])('before the page has made its offer is none, where that %s', async (when) => {
    const before = invites().length;
    const { promise, resolve } = Promise.withResolvers<void>();
    bench.media.gate = promise;
    const dialled = bench.phone.dial('1003');
    await bench.settle();
    await bench.breakConnection();
    await bench.clock.advance(500);
    if (when === 'comes late') resolve();
    expect(await dialled).toEqual({ ok: false, failure: { kind: 'offline' } });
    await bench.clock.advance(500);
    // Nobody rings there.
    expect(invites()).toHaveLength(before);
    expect(bench.dialogs.some(({ remote }) => remote.user === '1003')).toBe(false);
  });
});
