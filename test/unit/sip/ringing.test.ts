import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fitForSipJs } from '../../../main/sip/incoming-text.ts';
import { webRtcSdp } from '../../support/media-double.ts';
import { ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
beforeEach(async () => {
  bench = await new ScriptedBench(fitForSipJs).up();
});
afterEach(() => {
  vi.useRealTimers();
  bench.phone.dispose();
});

describe('a call that rings', () => {
  it('is told at once, and so is the caller', async () => {
    const dialog = await bench.ring();
    expect(dialog).toMatchObject({ direction: 'in', remote: { name: 'Ann Client', user: '15551230001' } });
    expect(dialog.local.user).toBe('1001');
    expect(bench.sent.slice(1)).toEqual(['100', '180']);
  });

  it('is from whom the PBX vouches for', async () => {
    const { remote } = await bench.ring(['P-Asserted-Identity: "Real \\"R\\" Name" <sip:+15550123@pbx>']);
    expect(remote).toEqual({ name: 'Real "R" Name', user: '+15550123' });
  });

  it.each([
    {
      headers: ['Reason: SIP;cause=200;text="Call completed elsewhere", Q.850;cause=26'],
      how: 'answered-elsewhere',
      cause: 26,
    },
    { headers: ['Reason: SIP;cause=200', 'Reason: Q.850;cause=26'], how: 'answered-elsewhere', cause: 26 },
    { headers: ['Reason: Q.850;cause=16'], how: 'cancelled', cause: 16 },
    { headers: [], how: 'cancelled', cause: null },
  ])('ends as $how when cancelled with $headers', async ({ headers, how, cause }) => {
    await bench.ring();
    await bench.request('CANCEL', { headers, via: 'ring' });
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'them', how, cause } });
    expect(bench.sent.slice(-2)).toEqual(['200', '487']);
  });

  it('and is cancelled in the same breath is never heard of', async () => {
    void bench.request('INVITE', { via: 'ring', body: webRtcSdp({ type: 'offer', direction: 'sendrecv' }) });
    await bench.request('CANCEL', { via: 'ring' });
    expect(bench.sent.slice(-2)).toEqual(['200', '487']);
    expect(bench.dialogs).toEqual([]);
  });

  it('is never refused by itself, however long it rings', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await bench.ring(['Expires: 30']);
    vi.advanceTimersByTime(600_000);
    await bench.settle();
    expect(bench.sent.filter((what) => what === '480' || what === '487')).toEqual([]);
    expect(bench.last?.phase).toBe('incoming');
  });

  it('is answered as soon as a connection is back that had just broken', async () => {
    const { callId } = await bench.ring();
    await bench.breakConnection();
    const answering = bench.phone.answer(callId);
    await bench.settle();
    expect(bench.last?.phase).toBe('answering');
    expect(bench.sent).not.toContain('200');
    await bench.clock.advance(500);
    expect(bench.sent).toContain('200');
    const us = bench.transport.sent.findLast(({ what }) => what === '200')?.get('to') ?? '';
    await bench.request('ACK', { inside: { callId, us, them: '<sip:15551230001@pbx.example>;tag=ann' }, via: 'ack' });
    expect(await answering).toEqual({ ok: true, value: undefined });
  });

  it('rings on where the connection does not come back soon, and says why', async () => {
    const { callId } = await bench.ring();
    bench.transport.connect = () => Promise.reject(new Error('no way through'));
    await bench.breakConnection();
    const answering = bench.phone.answer(callId);
    await bench.clock.advance(5_000);
    expect(await answering).toEqual({ ok: false, failure: { kind: 'offline' } });
    expect(bench.last?.phase).toBe('incoming');
  });

  it('is established by the ACK, not by our 200', async () => {
    const { callId } = await bench.ring();
    const answering = bench.phone.answer(callId);
    await bench.settle();
    expect(bench.sent.at(-1)).toBe('200');
    expect(bench.last?.phase).toBe('answering');
    await bench.clock.advance(5_000);
    expect(await answering).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });

  it('whose audio was given up before the ACK came has it restarted once it is established', async () => {
    const { callId } = await bench.ring();
    const answering = bench.phone.answer(callId);
    await bench.settle();
    bench.media.tell('failed');
    await bench.settle();
    expect(bench.sent.at(-1)).toBe('200');
    const us = bench.transport.sent.findLast(({ what }) => what === '200')?.get('to') ?? '';
    await bench.request('ACK', { inside: { callId, us, them: '<sip:15551230001@pbx.example>;tag=ann' }, via: 'ack' });
    expect(await answering).toEqual({ ok: true, value: undefined });
    await bench.settle();
    expect(bench.media.log()).toContain('offer sendrecv restart');
    expect(bench.sent).toContain('INVITE');
  });

  it('can be cancelled while its answer is being made', async () => {
    const { callId } = await bench.ring();
    const answering = bench.phone.answer(callId);
    await bench.request('CANCEL', { via: 'ring' });
    expect(await answering).toMatchObject({ ok: false });
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'them' } });
    expect(bench.media.log().at(-1)).toBe('close');
  });

  it('is answered once only', async () => {
    const { callId } = await bench.ring();
    void bench.phone.answer(callId);
    expect(await bench.phone.answer(callId)).toEqual({
      ok: false,
      failure: { kind: 'wrong-phase', phase: 'answering' },
    });
  });

  it.each(['c=IN IP4 0.0.0.0', 'a=candidate:1 1 udp 1 x.local 9 typ host'])(
    'rings on when the page can give no address but %s',
    async (line) => {
      const { callId } = await bench.ring();
      bench.media.sdp = `v=0\r\nm=audio 9 X 0\r\nc=IN IP4 192.0.2.1\r\n${line}\r\n`;
      expect(await bench.phone.answer(callId)).toMatchObject({ ok: false, failure: { kind: 'no-media' } });
      expect(bench.last?.phase).toBe('incoming');
      expect(bench.sent).not.toContain('200');
    },
  );

  it('rings on for half a minute after its connection broke, as the caller can no longer be heard giving up', async () => {
    await bench.ring();
    await bench.breakConnection();
    await bench.clock.advance(29_999);
    expect(bench.last?.phase).toBe('incoming');
    await bench.clock.advance(1);
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'lost' } });
    expect(bench.sent.at(-1)).toBe('480');
  });

  it('is over when its channel is, though its connection broke in the very moment it came', async () => {
    const send = bench.transport.send.bind(bench.transport);
    bench.transport.send = async (message) => {
      await send(message);
      if (message.startsWith('SIP/2.0 180')) await bench.breakConnection();
    };
    await bench.request('INVITE', { via: 'ring', body: webRtcSdp({ type: 'offer', direction: 'sendrecv' }) });
    const { callId } = bench.incoming();
    await bench.clock.advance(1_000);
    bench.phone.channelGone(callId);
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'cancelled' } });
  });

  it.each([
    {
      how: 'whose channel is gone',
      ends: async () => {
        await bench.clock.advance(1_000);
        for (const { callId } of bench.dialogs) bench.phone.channelGone(callId);
      },
    },
    {
      how: 'that has rung on without a connection',
      ends: async () => {
        bench.transport.connect = () => Promise.reject(new Error('no way through'));
        await bench.clock.advance(30_000);
      },
    },
    {
      how: 'whose channel is gone before our answer was heard',
      ends: async () => {
        for (const { callId } of bench.dialogs) bench.phone.channelGone(callId);
      },
      answers: true,
    },
  ])(
    '$how is not said to ring a minute later, nor to be answered, and nothing of it is left',
    async ({ ends, answers = false }) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
      const before = vi.getTimerCount();
      const { callId } = await bench.ring();
      const answered = answers ? bench.phone.answer(callId) : null;
      await bench.breakConnection();
      await ends();
      // The connection is back.
      await bench.clock.advance(1_000);
      expect((await answered)?.ok ?? false).toBe(false);
      expect(bench.last?.phase).toBe('ended');
      const sent = bench.sent.length;
      vi.advanceTimersByTime(180_000);
      expect(bench.sent.slice(sent)).toEqual([]);
      expect(vi.getTimerCount()).toBe(before);
    },
  );

  it('does not take the process down with a message nobody can read', async () => {
    bench.transport.deliver(['INVITE sip:x SIP/2.0', 'From: """', 'Via: ?']);
    bench.transport.deliver(['garbage']);
    await bench.settle();
    expect(bench.dialogs).toEqual([]);
    expect((await bench.ring()).phase).toBe('incoming');
  });
});
