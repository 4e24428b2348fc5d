import { describe, expect, it } from 'vitest';
import type { SipDialog } from '../../../main/sip/phone.ts';
import type { PhoneBench } from './phone-bench.ts';
import { usePbx } from './use-pbx.ts';

const lab = usePbx();
const ok = { ok: true, value: undefined };

async function inCall(): Promise<{ readonly alice: PhoneBench; readonly call: SipDialog }> {
  const alice = await lab.phone('1001');
  await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
  const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
  expect(await alice.phone.answer(ringing.callId)).toEqual(ok);
  return { alice, call: await alice.dialog(({ phase }) => phase === 'established') };
}

describe('a running call', () => {
  it('is held with music for the caller, and resumed', async () => {
    const { alice, call } = await inCall();
    const since = lab.pbx.truth.mark();
    expect(await alice.phone.hold(call.callId)).toEqual(ok);
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'established', held: true, heldByRemote: false });
    await lab.pbx.truth.waitFor((event) => event['Event'] === 'MusicOnHoldStart', { since });

    expect(await alice.phone.resume(call.callId)).toEqual(ok);
    expect(alice.dialogs.at(-1)).toMatchObject({ held: false });
    await lab.pbx.truth.waitFor((event) => event['Event'] === 'MusicOnHoldStop', { since });
    expect(alice.media.log().slice(2)).toEqual(['offer sendonly', 'accept answer', 'offer sendrecv', 'accept answer']);
  });

  it('takes hold and resume pressed at once in the order they were pressed', async () => {
    const { alice, call } = await inCall();
    const both = [alice.phone.hold(call.callId), alice.phone.resume(call.callId), alice.phone.hold(call.callId)];
    expect(await Promise.all(both)).toEqual([ok, ok, ok]);
    expect(alice.dialogs.at(-1)).toMatchObject({ held: true });
  });

  it('is muted and sends digits through the page, without signalling', async () => {
    const { alice, call } = await inCall();
    expect(await alice.phone.mute(call.callId, true)).toEqual(ok);
    expect(alice.dialogs.at(-1)).toMatchObject({ muted: true });
    expect(await alice.phone.sendDigits(call.callId, '12#')).toEqual(ok);
    alice.media.takesDigits = false;
    expect(await alice.phone.sendDigits(call.callId, '3')).toEqual({ ok: false, failure: { kind: 'no-digits' } });
    expect(alice.media.log().slice(2)).toEqual(['mute', 'digits 12#', 'digits 3']);
  });

  it('is ended with nothing left on the PBX', async () => {
    const { alice, call } = await inCall();
    expect(await alice.phone.hangUp(call.callId)).toEqual(ok);
    await lab.pbx.truth.noChannelsWithin(2_000);
    expect(await alice.phone.hold(call.callId)).toEqual({ ok: false, failure: { kind: 'no-such-call' } });
  });

  it('outlives its connection: the far end is heard hanging up afterwards', async () => {
    const alice = await lab.phone('1001');
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const { callId } = await alice.dialog(({ phase }) => phase === 'incoming');
    expect(await alice.phone.answer(callId)).toEqual(ok);
    await caller.answered;
    alice.cut();
    await alice.until(() => alice.phone.link.state === 'down');
    await alice.until(() => alice.phone.link.state === 'up');
    await alice.until(() => alice.media.log().at(-1) === 'accept answer');
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'established' });
    await caller.hangUp();
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'bye' } });
  });

  it('is told as over when the PBX has forgotten it meanwhile', async () => {
    const alice = await lab.phone('1001');
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const { callId } = await alice.dialog(({ phase }) => phase === 'incoming');
    expect(await alice.phone.answer(callId)).toEqual(ok);
    await caller.answered;
    alice.cut();
    await alice.until(() => alice.phone.link.state === 'down');
    await caller.hangUp();
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'gone-meanwhile', status: 481 } });
  });

  it('hung up while offline is ended on the PBX after the return', async () => {
    const { alice, call } = await inCall();
    alice.cut();
    await alice.until(() => alice.phone.link.state === 'down');
    expect(await alice.phone.hangUp(call.callId)).toEqual(ok);
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'ended', end: { by: 'us', how: 'bye' } });
    await alice.until(() => alice.phone.link.state === 'up');
    await lab.pbx.truth.noChannelsWithin(2_000);
  });
});
