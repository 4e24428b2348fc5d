import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webRtcSdp } from '../../support/media-double.ts';
import { type Inside, ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
let call: Inside;
const ok = { ok: true, value: undefined };
beforeEach(async () => {
  bench = await new ScriptedBench().up();
  call = await bench.talk();
});
afterEach(() => bench.phone.dispose());

const invites = () => bench.sent.filter((what) => what === 'INVITE').length;
const offer = (direction: 'sendrecv' | 'sendonly' | 'inactive') => webRtcSdp({ type: 'offer', direction });

describe('hold', () => {
  it('is confirmed by the final answer, with the direction said on both sides', async () => {
    expect(await bench.phone.hold(call.callId)).toEqual(ok);
    expect(bench.last).toMatchObject({ phase: 'established', held: true });
    expect(bench.transport.sent.findLast(({ what }) => what === 'INVITE')?.body).toContain('a=sendonly');
    expect(bench.sent.at(-1)).toBe('ACK');
  });

  it('refused leaves everything as it was', async () => {
    bench.transport.scripts.set('INVITE', () => '488 Not Acceptable Here');
    expect(await bench.phone.hold(call.callId)).toEqual({
      ok: false,
      failure: { kind: 'rejected', status: 488, reason: 'Not Acceptable Here' },
    });
    expect(bench.last).toMatchObject({ phase: 'established', held: false });
    expect(bench.media.log().slice(-2)).toEqual(['offer sendonly', 'rollback']);
  });

  it.each(['481 Call/Transaction Does Not Exist', '408 Request Timeout'])(
    'answered by %s says that the call is gone',
    async (answer) => {
      bench.transport.scripts.set('INVITE', () => answer);
      expect(await bench.phone.hold(call.callId)).toMatchObject({ ok: false, failure: { kind: 'rejected' } });
      const status = Number(answer.slice(0, 3));
      expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'lost', status } });
      expect(bench.media.log().at(-1)).toBe('close');
    },
  );

  it('is tried again after 491: within 2 s when the Call-ID is theirs', async () => {
    bench.transport.scripts.set('INVITE', (_request, count) => (count < 3 ? '491 Request Pending' : '200 OK'));
    const held = bench.phone.hold(call.callId);
    await bench.clock.advance(999);
    expect(invites()).toBe(1);
    await bench.clock.advance(1);
    expect(invites()).toBe(2);
    await bench.clock.advance(1_000);
    expect(await held).toEqual(ok);
    expect(bench.last).toMatchObject({ held: true });
  });

  it('is tried again after 491: later when the Call-ID is ours', async () => {
    const dialled = await bench.phone.dial('600');
    await bench.settle();
    if (!dialled.ok) throw new Error(dialled.failure.kind);
    bench.transport.scripts.set('INVITE', (_request, count) => (count < 3 ? '491 Request Pending' : '200 OK'));
    const before = invites();
    const held = bench.phone.hold(dialled.value);
    await bench.clock.advance(3_049);
    expect(invites()).toBe(before + 1);
    await bench.clock.advance(1);
    expect(await held).toEqual(ok);
  });

  it('is given up after five times 491', async () => {
    bench.transport.scripts.set('INVITE', () => '491 Request Pending');
    const held = bench.phone.hold(call.callId);
    await bench.clock.advance(10_000);
    expect(await held).toMatchObject({ ok: false, failure: { kind: 'rejected', status: 491 } });
    expect(invites()).toBe(5);
    expect(bench.last).toMatchObject({ phase: 'established', held: false });
  });

  it('nobody answers is told after 8 s', async () => {
    bench.transport.scripts.set('INVITE', () => null);
    const held = bench.phone.hold(call.callId);
    await bench.clock.advance(8_000);
    expect(await held).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });

  it('without a page for the audio is refused, and the call goes on', async () => {
    bench.media.available = false;
    expect(await bench.phone.hold(call.callId)).toMatchObject({ ok: false, failure: { kind: 'no-media' } });
    expect(bench.last).toMatchObject({ phase: 'established', media: 'failed' });
    expect(invites()).toBe(0);
  });
});

describe('a re-INVITE of theirs', () => {
  it('that holds us is answered and told', async () => {
    await bench.request('INVITE', { inside: call, body: offer('sendonly') });
    expect(bench.sent.at(-1)).toBe('200');
    expect(bench.last).toMatchObject({ heldByRemote: true, held: false });
  });

  it('is answered by hold when we hold', async () => {
    await bench.phone.hold(call.callId);
    await bench.request('INVITE', { inside: call, body: offer('sendrecv') });
    expect(bench.media.log().at(-1)).toBe('answer sendonly');
    expect(bench.last).toMatchObject({ held: true });
  });

  it('may say that somebody else is there now', async () => {
    const headers = ['P-Asserted-Identity: "Bob" <sip:1002@pbx>'];
    await bench.request('INVITE', { inside: call, headers, body: offer('sendrecv') });
    expect(bench.last?.remote).toEqual({ name: 'Bob', user: '1002' });
  });

  it('that is being answered makes ours wait', async () => {
    const page = Promise.withResolvers<void>();
    bench.media.gate = page.promise;
    await bench.request('INVITE', { inside: call, body: offer('sendrecv') });
    const held = bench.phone.hold(call.callId);
    await bench.settle();
    expect(bench.media.log().slice(2)).toEqual(['accept offer']);
    page.resolve();
    await bench.settle();
    await bench.request('ACK', { inside: call });
    await bench.clock.advance(1_000);
    expect(await held).toEqual(ok);
    expect(bench.media.log().slice(2)).toEqual(['accept offer', 'answer sendrecv', 'offer sendonly', 'accept answer']);
  });

  it('that comes as an offer of ours is being made is refused, and leaves that as it was wished for', async () => {
    const page = Promise.withResolvers<void>();
    bench.media.gate = page.promise;
    const held = bench.phone.hold(call.callId);
    await bench.settle();
    await bench.request('INVITE', { inside: call, body: offer('sendrecv') });
    expect(bench.sent.at(-1)).toBe('488');
    await bench.request('ACK', { inside: call });
    page.resolve();
    await bench.clock.advance(1_000);
    expect(await held).toEqual(ok);
    expect(bench.media.log().slice(2)).toEqual(['offer sendonly', 'accept answer']);
  });

  it('that the page cannot apply is refused, and the call goes on', async () => {
    const page = Promise.withResolvers<void>();
    bench.media.gate = page.promise;
    await bench.request('INVITE', { inside: call, body: offer('sendrecv') });
    page.reject(new Error('the page says no'));
    await bench.settle();
    expect(bench.sent.at(-1)).toBe('488');
    bench.media.gate = Promise.resolve();
    await bench.request('ACK', { inside: call });
    expect(await bench.phone.hold(call.callId)).toEqual(ok);
  });

  it('that has not been acknowledged yet makes ours wait', async () => {
    await bench.request('INVITE', { inside: call, body: offer('sendrecv') });
    const held = bench.phone.hold(call.callId);
    await bench.settle();
    expect(invites()).toBe(0);
    await bench.request('ACK', { inside: call });
    await bench.clock.advance(1_000);
    expect(await held).toEqual(ok);
    expect(bench.media.log().slice(-2)).toEqual(['offer sendonly', 'accept answer']);
  });
});

describe('a running call', () => {
  it('is not sent elsewhere by a REFER', async () => {
    await bench.request('REFER', { inside: call, headers: ['Refer-To: <sip:666@evil.example>'] });
    expect(bench.sent.at(-1)).toBe('603');
    expect(invites()).toBe(0);
  });

  it('keeps on when its audio fails, and tries the one cure there is', async () => {
    bench.media.tell('connected');
    bench.media.tell('failed');
    await bench.settle();
    expect(bench.media.log()).toContain('offer sendrecv restart');
    bench.media.tell('connected');
    expect(bench.last).toMatchObject({ phase: 'established', media: 'connected' });
  });

  it('that is resumed just as its audio is restarted talks on, though the restart was wished for while it was held', async () => {
    await bench.phone.hold(call.callId);
    const page = Promise.withResolvers<void>();
    bench.media.gate = page.promise;
    const resumed = bench.phone.resume(call.callId);
    await bench.settle();
    bench.media.tell('failed');
    page.resolve();
    expect(await resumed).toEqual(ok);
    await bench.settle();
    expect(bench.media.log()).toContain('offer sendrecv restart');
    expect(bench.transport.sent.findLast(({ what }) => what === 'INVITE')?.body).toContain('a=sendrecv');
    expect(bench.last).toMatchObject({ held: false });
  });

  it('whose audio no restart brings back is taken into another dialog that replaces it', async () => {
    bench.media.tell('connected');
    bench.media.tell('failed');
    await bench.settle();
    expect(invites()).toBe(1);
    await bench.clock.advance(4_999);
    expect(invites()).toBe(1);
    await bench.clock.advance(1);
    const replacing = bench.transport.sent.findLast(({ what }) => what === 'INVITE');
    expect(replacing?.get('replaces')).toMatch(new RegExp(`^${call.callId};to-tag=\\S+;from-tag=\\S+$`));
    expect(replacing?.get('require')).toBe('replaces');
    bench.media.tell('connected');
    expect(bench.last).toMatchObject({ callId: call.callId, phase: 'established', media: 'connected' });
    expect(bench.last?.carriers).toHaveLength(2);
    expect(bench.last?.rescue).toMatchObject({ state: 'done' });
  });

  it('that restarts its audio has the PBX learn our address from the page’s own checks, then and later', async () => {
    const candidates = () =>
      bench.transport.sent.findLast(({ what }) => what === 'INVITE')?.body.match(/^a=candidate:.*$/gm);
    await bench.phone.hold(call.callId);
    expect(candidates()).toEqual(['a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host']);
    await bench.phone.resume(call.callId);
    bench.media.tell('failed');
    await bench.settle();
    expect(bench.media.log()).toContain('offer sendrecv restart');
    const waiting = ['a=candidate:1 1 udp 1 127.0.0.1 9 typ host'];
    expect(candidates()).toEqual(waiting);
    bench.media.tell('connected');
    await bench.phone.hold(call.callId);
    expect(candidates()).toEqual(waiting);
  });

  it('is told to the PBX once after the return, however often its audio changes meanwhile', async () => {
    bench.media.tell('connected');
    await bench.breakConnection();
    const page = Promise.withResolvers<void>();
    await bench.clock.advance(490);
    bench.media.gate = page.promise;
    await bench.clock.advance(10);
    for (const state of ['disconnected', 'connected', 'disconnected', 'connected'] as const) bench.media.tell(state);
    page.resolve();
    await bench.settle();
    expect(invites()).toBe(1);
  });

  it('whose connection broke is told to the PBX again after the return, as it was', async () => {
    await bench.phone.hold(call.callId);
    await bench.breakConnection();
    expect(await bench.phone.resume(call.callId)).toEqual({ ok: false, failure: { kind: 'offline' } });
    await bench.clock.advance(500);
    expect(bench.phone.link.state).toBe('up');
    expect(bench.transport.sent.findLast(({ what }) => what === 'INVITE')?.body).toContain('a=sendonly');
    expect(bench.sent.slice(-4)).toEqual(['REGISTER', 'ACK', 'INVITE', 'ACK']);
  });

  it('tells the PBX where it is though the ACK of a change of the PBX’s was lost with the connection', async () => {
    await bench.request('INVITE', { inside: call, body: webRtcSdp({ type: 'offer', direction: 'sendrecv' }) });
    const answers = () => bench.sent.filter((what) => what === '200').length;
    const before = answers();
    await bench.breakConnection();
    await bench.clock.advance(500);
    // Its 200 may have been lost as well.
    expect(answers()).toBe(before + 1);
    expect(bench.sent.slice(-2)).toEqual(['INVITE', 'ACK']);
    expect(await bench.phone.hold(call.callId)).toEqual(ok);
  });

  it('whose channel is gone is over where the PBX could not say so, and not otherwise', async () => {
    bench.phone.channelGone(call.callId);
    expect(bench.last).toMatchObject({ phase: 'established' });
    bench.transport.scripts.set('INVITE', () => null);
    await bench.breakConnection();
    await bench.clock.advance(500);
    // Back, and told nothing in that dialog.
    expect(bench.phone.link.state).toBe('up');
    bench.phone.channelGone(call.callId);
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'gone-meanwhile' } });
  });

  it('whose connection comes back from another address has its audio restarted at once, not when ICE gives up', async () => {
    bench.media.tell('connected');
    await bench.breakConnection();
    bench.transport.localAddress = '198.51.100.9';
    await bench.clock.advance(500);
    expect(bench.media.log()).toContain('offer sendrecv restart');
    await bench.breakConnection();
    await bench.clock.advance(500);
    // The same address again: nothing has to be restarted.
    expect(bench.media.log().filter((what) => what.endsWith('restart'))).toHaveLength(1);
  });

  it('gives up a hold whose answer was lost with the connection, and is talking after the return', async () => {
    bench.transport.scripts.set('INVITE', () => null);
    const held = bench.phone.hold(call.callId);
    await bench.settle();
    await bench.breakConnection();
    expect(await held).toEqual({ ok: false, failure: { kind: 'offline' } });
    bench.transport.scripts.delete('INVITE');
    await bench.clock.advance(500);
    expect(bench.media.log().slice(-4)).toEqual(['offer sendonly', 'rollback', 'offer sendrecv', 'accept answer']);
    expect(bench.last).toMatchObject({ phase: 'established', held: false });
  });

  it('whose hold was answered just when the connection broke goes on, though the page was still applying it', async () => {
    const page = Promise.withResolvers<void>();
    const { accept } = bench.media;
    bench.media.accept = async (session, description) => {
      await page.promise;
      return accept.call(bench.media, session, description);
    };
    const held = bench.phone.hold(call.callId);
    await bench.settle();
    await bench.breakConnection();
    expect(await held).toEqual({ ok: false, failure: { kind: 'offline' } });
    page.resolve();
    await bench.clock.advance(500);
    expect(bench.phone.link.state).toBe('up');
    expect(bench.last).toMatchObject({ phase: 'established', held: false });
    // The acknowledgement that was owed, and how it stands now.
    expect(bench.sent.slice(-4)).toEqual(['REGISTER', 'ACK', 'INVITE', 'ACK']);
    expect(await bench.phone.hold(call.callId)).toEqual(ok);
  });

  it('whose hold was accepted just before the connection broke has that acknowledged once more', async () => {
    expect(await bench.phone.hold(call.callId)).toEqual(ok);
    await bench.breakConnection();
    await bench.clock.advance(500);
    expect(bench.sent.slice(-4)).toEqual(['REGISTER', 'ACK', 'INVITE', 'ACK']);
    const [held, again] = bench.transport.sent.filter(({ what }) => what === 'ACK').map((ack) => ack.get('cseq'));
    expect(again).toBe(held);
  });

  it('is not hung up when its page goes just as it is to apply an answer: another dialog takes its place', async () => {
    const { accept } = bench.media;
    bench.media.accept = (session) => {
      bench.media.lost.add(session);
      return Promise.reject(new Error('the page is gone'));
    };
    expect(await bench.phone.hold(call.callId)).toEqual(ok);
    expect(bench.sent).not.toContain('BYE');
    expect(bench.last).toMatchObject({ phase: 'established', held: true });
    bench.media.accept = accept.bind(bench.media);
    bench.media.reload();
    await bench.settle();
    const replacing = bench.transport.sent.findLast(({ what }) => what === 'INVITE');
    expect(replacing?.get('replaces')).toContain(call.callId);
    expect(bench.sent).not.toContain('BYE');
  });

  it('is held once the PBX has finished what it was at: a 500 is no last word', async () => {
    bench.transport.scripts.set('INVITE', (_request, count) =>
      count < 3 ? '500 Another INVITE transaction in progress' : '200 OK',
    );
    const held = bench.phone.hold(call.callId);
    await bench.clock.advance(2_000);
    expect(await held).toEqual(ok);
  });

  it('is over for us when our BYE finds no answer, and the PBX is told so', async () => {
    bench.transport.scripts.set('BYE', () => null);
    const gone = bench.phone.hangUp(call.callId);
    await bench.settle();
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'us', how: 'bye' } });
    await bench.clock.advance(4_000);
    expect(await gone).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });

  it('names its audio session while it lasts', async () => {
    const [session] = bench.media.sessions;
    expect(bench.phone.callOfMedia(session ?? '')).toBe(call.callId);
    await bench.phone.hangUp(call.callId);
    expect(bench.phone.callOfMedia(session ?? '')).toBeNull();
  });
});
