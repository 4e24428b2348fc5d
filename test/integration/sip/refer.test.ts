import { describe, expect, it } from 'vitest';
import type { Referral, ReferTarget, SipDialog } from '../../../main/sip/phone.ts';
import type { SipInboundCall } from '../../pbx/pbx.ts';
import type { PhoneBench } from './phone-bench.ts';
import { usePbx } from './use-pbx.ts';

const lab = usePbx();
const ok = { ok: true, value: undefined };

interface InCall {
  readonly alice: PhoneBench;
  readonly call: SipDialog;
  readonly caller: SipInboundCall;
}

async function inCall(): Promise<InCall> {
  const alice = await lab.phone('1001');
  const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
  const { callId } = await alice.dialog(({ phase }) => phase === 'incoming');
  expect(await alice.phone.answer(callId)).toEqual(ok);
  await caller.answered;
  return { alice, caller, call: await alice.dialog(({ phase }) => phase === 'established') };
}

async function refer({ alice, call }: InCall, to: ReferTarget, progress: number[] = []): Promise<Referral> {
  const referred = await alice.phone.refer(call.callId, to, (status) => progress.push(status));
  if (!referred.ok) throw new Error(JSON.stringify(referred.failure));
  return referred.value;
}

/** Who is in one bridge with the customer, by AMI's truth. */
async function together({ caller }: InCall): Promise<readonly string[]> {
  const channels = await lab.pbx.truth.channels();
  const bridge = channels.find((channel) => channel['Uniqueid'] === caller.uniqueid)?.['BridgeId'];
  if (bridge === undefined || bridge === '') return [];
  return channels.filter((channel) => channel['BridgeId'] === bridge).map((channel) => channel['Channel'] ?? '');
}

describe('a blind transfer', () => {
  it('puts the customer through and leaves nothing of ours', async () => {
    const us = await inCall();
    const progress: number[] = [];
    const { end } = await refer(us, { kind: 'dials', dials: '3001' }, progress);
    expect(await end).toEqual(ok);
    expect(progress).toContain(180);
    const ended = await us.alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'us', how: 'bye' } });
    const channels = await lab.pbx.truth.channels();
    expect(channels.some((channel) => channel['Channel']?.startsWith('PJSIP/1001-'))).toBe(false);
    // The target rings for two seconds first: accepted is not yet landed.
    await expect.poll(() => together(us), { timeout: 4_000 }).toHaveLength(2);
  });

  it('to a number that does not exist gives the customer back', async () => {
    const us = await inCall();
    const { end } = await refer(us, { kind: 'dials', dials: '4711' });
    expect(await end).toMatchObject({ ok: false, failure: { kind: 'rejected', status: 404 } });
    expect(us.alice.dialogs.at(-1)).toMatchObject({ phase: 'established' });
    expect(await together(us)).toContainEqual(expect.stringMatching(/^PJSIP\/1001-/));
  });
});

it('an attended transfer joins the two others and ends both of our calls', async () => {
  const us = await inCall();
  await us.alice.phone.hold(us.call.callId);
  const dialled = await us.alice.phone.dial('3009');
  if (!dialled.ok) throw new Error(dialled.failure.kind);
  const colleague = dialled.value;
  await us.alice.dialog(({ callId, phase }) => callId === colleague && phase === 'established');
  const { end } = await refer(us, { kind: 'replaces', call: colleague });
  expect(await end).toEqual(ok);
  for (const id of [us.call.callId, colleague]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await us.alice.dialog(({ callId, phase }) => callId === id && phase === 'ended');
  }
  const channels = await lab.pbx.truth.channels();
  expect(channels.some((channel) => channel['Channel']?.startsWith('PJSIP/1001-'))).toBe(false);
  expect(await together(us)).toHaveLength(2);
});

it('a parking extension parks', async () => {
  const us = await inCall();
  const since = lab.pbx.truth.mark();
  const progress: number[] = [];
  const { end } = await refer(us, { kind: 'dials', dials: '700' }, progress);
  const parked = await lab.pbx.truth.waitFor((event) => event['Event'] === 'ParkedCall', { since });
  expect(parked).toMatchObject({ ParkeeUniqueid: us.caller.uniqueid, ParkerDialString: 'PJSIP/1001' });
  expect(await end).toEqual(ok);
});
