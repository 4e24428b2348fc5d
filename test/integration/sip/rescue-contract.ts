import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hush } from '../../../main/base/hush.ts';
import type { SipPhoneOptions } from '../../../main/sip/create-sip-phone.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { type AmiMessage, type Pbx, type SipInboundCall, startPbx } from '../../pbx/pbx.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { PhoneBench } from './phone-bench.ts';

const ok = { ok: true, value: undefined };

/** Calls of an Offhook that died without a word, taken up by the next one. The same on every Asterisk. */
export function rescueContract(version: AsteriskVersion): void {
  let pbx: Pbx;
  let benches: PhoneBench[] = [];
  let journal: MemoryJournal;

  const idle = (more: Partial<SipPhoneOptions> = {}): PhoneBench => {
    const bench = new PhoneBench(pbx, '1001', { journal, ...more });
    benches.push(bench);
    return bench;
  };
  /** Nothing more is written. */
  const crash = (bench: PhoneBench): void => {
    journal = journal.found();
    bench.die();
  };
  const callIn = (): Promise<SipInboundCall> =>
    pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
  /** A caller, and their call as it rings at the desk: not one that rang before. */
  const rings = async (bench: PhoneBench): Promise<{ caller: SipInboundCall; ringing: SipDialog }> => {
    const known = new Set(bench.dialogs.map(({ callId }) => callId));
    const caller = await callIn();
    return { caller, ringing: await bench.dialog(({ phase, callId }) => phase === 'incoming' && !known.has(callId)) };
  };
  const talk = async (bench: PhoneBench): Promise<{ caller: SipInboundCall; call: SipDialog }> => {
    const { caller, ringing } = await rings(bench);
    expect(await bench.phone.answer(ringing.callId)).toEqual(ok);
    return { caller, call: await bench.dialog(({ phase }) => phase === 'established') };
  };
  const rescued = (bench: PhoneBench, callId: SipDialog['callId']): Promise<SipDialog> =>
    bench.dialog((dialog) => dialog.callId === callId && dialog.carriers.length > 1 && isUp(dialog));
  /** The PBX has our 180: whoever dies before that never rang. */
  const heardRinging = async (caller: SipInboundCall): Promise<void> => {
    const isRinging = (event: AmiMessage): boolean =>
      event['Event'] === 'Newstate' && event['Linkedid'] === caller.linkedid && event['ChannelStateDesc'] === 'Ringing';
    await pbx.truth.waitFor(isRinging, { since: 0 });
  };
  /** By the Offhook after a crash: the PBX goes on elsewhere. */
  const isDeclined = async ({ callId }: SipDialog): Promise<void> => {
    const since = pbx.truth.mark();
    const second = await idle().up();
    expect(await second.phone.decline(callId)).toEqual(ok);
    const end = await pbx.truth.waitFor((event) => event['Event'] === 'DialEnd', { since });
    // Whatever we say, it puts it down to the connection that broke.
    expect(end['DialStatus']).toBe('CONGESTION');
    expect(journal.now).toEqual([]);
  };
  const isUp = (dialog: SipDialog): boolean => dialog.phase === 'established';
  /** The page says that its audio has come about. */
  const hear = (bench: PhoneBench): void => {
    for (const session of bench.media.sessions)
      if (bench.media.carries(session)) bench.media.tell('connected', session);
  };
  const nothingIsLeft = async (): Promise<void> => {
    await pbx.truth.noChannelsWithin(3_000);
    expect(journal.now).toEqual([]);
  };
  const stillThere = (caller: SipInboundCall) =>
    Promise.race([caller.sipEnded.then(() => 'hung up'), Promise.resolve('there')]);

  beforeAll(async () => {
    pbx = await startPbx({ version });
  });
  afterAll(async () => pbx.stop());
  afterEach(async () => {
    await Promise.all(benches.map((bench) => bench.phone.stop(1_000)));
    benches = [];
    const channels = await pbx.truth.channels();
    await Promise.all(
      channels.map((each) =>
        pbx.truth.action({ Action: 'Hangup', Channel: each['Channel'] ?? '' }).catch(() => 'gone already'),
      ),
    );
    await pbx.truth.noChannelsWithin(5_000);
  });
  beforeAll(() => {
    journal = new MemoryJournal();
  });
  afterEach(() => {
    journal = new MemoryJournal();
  });

  describe(`after a crash, Asterisk ${version}`, () => {
    it('a call goes on in a new leg in the place of the old one, and the caller never hangs up', async () => {
      const first = await idle().up();
      const { caller, call } = await talk(first);
      const since = pbx.truth.mark();
      crash(first);
      const second = await idle().up();
      await rescued(second, call.callId);
      const entered = await pbx.truth.waitFor(
        (event) => event['Event'] === 'BridgeEnter' && (event['SwapUniqueid'] ?? '') !== '',
        { since },
      );
      expect(entered['Channel']).toContain('PJSIP/1001-');
      expect(await stillThere(caller)).toBe('there');
      hear(second);
      const back = await second.dialog(({ rescue }) => rescue?.state === 'done');
      expect(back).toMatchObject({ callId: call.callId, remote: { user: '15551230001' }, phase: 'established' });
      // The far end's BYE is heard, and nothing is left of it.
      await caller.hangUp();
      await second.dialog(({ phase }) => phase === 'ended');
      expect(journal.now).toEqual([]);
    });

    it('a held call is offered held, with the microphone off, and its caller hears music', async () => {
      const first = await idle().up();
      const { caller, call } = await talk(first);
      expect(await first.phone.hold(call.callId)).toEqual(ok);
      crash(first);
      const since = pbx.truth.mark();
      const second = await idle().up();
      expect(await rescued(second, call.callId)).toMatchObject({ held: true });
      expect(second.media.log(second.media.sessions[0])[0]).toBe('offer sendonly');
      await pbx.truth.waitFor((event) => event['Event'] === 'Hold', { since });
      expect(await stillThere(caller)).toBe('there');
      // Taken back and said anew, with the microphone off: the swap of the legs has stopped the music.
      const said = () => second.media.log(second.media.sessions[0]);
      await second.until(() => said().includes('offer sendrecv muted') && said().at(-2) === 'offer sendonly', 15_000);
      await expect.poll(() => performance.now() - caller.heardAt, { timeout: 5_000 }).toBeLessThan(200);
      expect(await second.phone.resume(call.callId)).toEqual(ok);
      await pbx.truth.waitFor((event) => event['Event'] === 'Unhold', { since });
      expect(await second.phone.hangUp(call.callId)).toEqual(ok);
      await nothingIsLeft();
    });

    it('a muted call comes back muted, from its first packet on', async () => {
      const first = await idle().up();
      const { call } = await talk(first);
      expect(await first.phone.mute(call.callId, true)).toEqual(ok);
      crash(first);
      const second = await idle().up();
      expect(await rescued(second, call.callId)).toMatchObject({ muted: true, held: false });
      expect(second.media.log(second.media.sessions[0])[0]).toBe('offer sendrecv muted');
      expect(await second.phone.hangUp(call.callId)).toEqual(ok);
      await nothingIsLeft();
    });

    it('three calls are all right again: one active, one held, one ringing', async () => {
      const first = await idle().up();
      const { caller: held, call: heldCall } = await talk(first);
      expect(await first.phone.hold(heldCall.callId)).toEqual(ok);
      const { caller: active, call: activeCall } = await talk(first);
      const { caller: waiting, ringing } = await rings(first);
      await heardRinging(waiting);
      crash(first);
      const second = await idle().up();
      await Promise.all([rescued(second, heldCall.callId), rescued(second, activeCall.callId)]);
      const offers = second.media.sessions.map((session) => second.media.log(session)[0]);
      // The active one first.
      expect(offers.slice(0, 2)).toEqual(['offer sendrecv', 'offer sendonly']);
      const again = second.dialogs.findLast(({ callId }) => callId === ringing.callId);
      expect(again).toMatchObject({ phase: 'incoming', remote: { name: 'Ann Client', user: '15551230001' } });
      // Nobody was answered unasked.
      expect(await Promise.race([waiting.answered.then(() => 'answered'), Promise.resolve('rings')])).toBe('rings');
      expect(await second.phone.answer(ringing.callId)).toEqual(ok);
      await waiting.answered;
      expect(await second.dialog((dialog) => dialog.callId === ringing.callId && isUp(dialog))).toMatchObject({
        rescue: null,
      });
      expect(await Promise.all([held, active, waiting].map(stillThere))).toEqual(['there', 'there', 'there']);
      await Promise.all([held.hangUp(), active.hangUp(), waiting.hangUp()]);
      await second.until(() => second.dialogs.filter(({ phase }) => phase === 'ended').length === 3);
      await nothingIsLeft();
    });

    it('a caller who gave up while it rang on is told once the PBX says that the channel is gone', async () => {
      const first = await idle().up();
      const { caller, ringing } = await rings(first);
      await heardRinging(caller);
      crash(first);
      const second = await idle().up();
      await second.dialog(({ phase }) => phase === 'incoming');
      await caller.hangUp();
      second.phone.channelGone(ringing.callId);
      const ended = await second.dialog(({ phase }) => phase === 'ended');
      expect(ended).toMatchObject({ callId: ringing.callId, end: { by: 'them', how: 'cancelled' } });
      await nothingIsLeft();
    });

    describe('of a caller who was shown, and of whom SIP.js had not read', () => {
      /** Nothing had been said about them: the PBX does not know that they ring. */
      const seenOnly = async (): Promise<{ caller: SipInboundCall; ringing: SipDialog }> => {
        const hush = new Hush(new FakeClock(0));
        const first = await idle({ hush }).up();
        first.phone.onDidChangeDialog(() => hush.begin());
        const called = await rings(first);
        await first.until(() => journal.now[0]?.phase === 'heard');
        crash(first);
        return called;
      };

      it('they ring again by themselves, as they did, and are answered on a word', async () => {
        const { caller, ringing } = await seenOnly();
        const second = await idle().up();
        const again = await second.dialog(({ phase }) => phase === 'incoming');
        const { callId, remote, local, startedAt } = ringing;
        expect(again).toMatchObject({ callId, remote, local, startedAt });
        await heardRinging(caller);
        expect(await second.phone.answer(callId)).toEqual(ok);
        await caller.answered;
        await second.dialog(({ phase }) => phase === 'established');
        await caller.hangUp();
        await second.dialog(({ phase }) => phase === 'ended');
        await nothingIsLeft();
      });

      it('they can be declined, and nothing is left of them', async () => {
        const { ringing } = await seenOnly();
        await isDeclined(ringing);
      });

      it('they are gone when the PBX says that their channel is, before we are connected', async () => {
        const { caller, ringing } = await seenOnly();
        const second = idle();
        second.phone.start();
        second.phone.channelGone(ringing.callId);
        expect(second.dialogs.at(-1)).toMatchObject({ phase: 'ended', end: { how: 'cancelled' } });
        await caller.hangUp();
        await second.until(() => second.phone.link.state === 'up');
        expect(second.dialogs).toHaveLength(2);
        await nothingIsLeft();
      });

      it('and after', async () => {
        const { caller, ringing } = await seenOnly();
        const second = await idle().up();
        await heardRinging(caller);
        await caller.hangUp();
        second.phone.channelGone(ringing.callId);
        const end = await second.dialog(({ phase }) => phase === 'ended');
        expect(end).toMatchObject({ callId: ringing.callId, end: { how: 'cancelled' } });
        await nothingIsLeft();
      });
    });

    it('a call that rang before can be declined: the PBX takes it elsewhere', async () => {
      const first = await idle().up();
      const { caller, ringing } = await rings(first);
      await heardRinging(caller);
      crash(first);
      await isDeclined(ringing);
    });

    it('a caller who hung up meanwhile is told as gone', async () => {
      const first = await idle().up();
      const { caller, call } = await talk(first);
      crash(first);
      await caller.hangUp();
      const second = await idle().up();
      const ended = await second.dialog(({ phase }) => phase === 'ended');
      expect(ended).toMatchObject({ callId: call.callId, end: { by: 'them', how: 'gone-meanwhile' } });
      expect(ended).toMatchObject({ remote: { name: 'Ann Client', user: '15551230001' } });
      await nothingIsLeft();
    });

    it('a call whose page lived on keeps its audio: the dialog itself is taken up', async () => {
      const first = await idle().up();
      const { caller, call } = await talk(first);
      const noted = journal.now[0];
      const session = noted?.phase === 'talking' ? noted.media : null;
      crash(first);
      const second = idle();
      second.phone.start();
      second.media.lost.delete(session ?? '');
      second.media.tell('connected', session ?? '');
      await second.until(() => second.media.log(session ?? '').includes('accept answer'));
      expect(second.media.sessions).toEqual([session]);
      expect(second.dialogs.at(-1)).toMatchObject({
        phase: 'established',
        carriers: [call.callId],
        media: 'connected',
      });
      // The PBX knows where we are: its BYE is heard.
      await caller.hangUp();
      await second.dialog(({ phase }) => phase === 'ended');
      await nothingIsLeft();
    });

    it('a call that was hung up offline is closed on the PBX by the next Offhook', async () => {
      const first = await idle().up();
      const { caller, call } = await talk(first);
      first.cut();
      await first.until(() => first.phone.link.state === 'down');
      expect(await first.phone.hangUp(call.callId)).toEqual(ok);
      crash(first);
      await idle().up();
      await caller.ended;
      await nothingIsLeft();
    });

    it('a call we were dialling is taken back, and told as lost', async () => {
      const first = await idle().up();
      expect(await first.phone.dial('3002')).toMatchObject({ ok: true });
      await first.dialog((dialog) => dialog.phase === 'outgoing' && dialog.progress === 'ringing');
      crash(first);
      const second = await idle().up();
      expect(await second.dialog(({ phase }) => phase === 'ended')).toMatchObject({
        direction: 'out',
        remote: { user: '3002' },
        end: { how: 'lost' },
      });
      await nothingIsLeft();
    });
  });

  describe(`when the page goes and another comes, Asterisk ${version}`, () => {
    it('a call goes on in a new leg, while its old one is closed by the PBX', async () => {
      const bench = await idle().up();
      const { caller, call } = await talk(bench);
      hear(bench);
      await bench.dialog(({ media }) => media === 'connected');
      bench.media.reload();
      await rescued(bench, call.callId);
      hear(bench);
      expect(await bench.dialog(({ rescue }) => rescue?.state === 'done')).toMatchObject({ media: 'connected' });
      expect(await stillThere(caller)).toBe('there');
      // Once more, in the dialog that took the place of the first.
      bench.media.reload();
      await bench.dialog((dialog) => dialog.carriers.length === 3 && isUp(dialog));
      expect(await bench.phone.hold(call.callId)).toEqual(ok);
      expect(await bench.phone.hangUp(call.callId)).toEqual(ok);
      await nothingIsLeft();
      expect(await caller.sipEnded).toMatchObject({ by: 'them' });
    });
  });
}
