import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { PhoneBench } from './phone-bench.ts';

let pbx: Pbx;
let open: PhoneBench[] = [];

const phoneAt = async (extension: string): Promise<PhoneBench> => {
  const bench = new PhoneBench(pbx, extension);
  open.push(bench);
  return bench.up();
};

beforeAll(async () => {
  pbx = await startPbx();
});
afterAll(async () => pbx.stop());
afterEach(async () => {
  for (const bench of open) bench.dispose();
  open = [];
  for (const channel of await pbx.truth.channels()) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await pbx.truth.action({ Action: 'Hangup', Channel: channel['Channel'] ?? '' }).catch(() => undefined);
  }
  await pbx.truth.noChannelsWithin(3_000);
});

describe('an incoming call', () => {
  it('rings with the name and number the PBX gives, is answered, and ends when we hang up', async () => {
    const alice = await phoneAt('1001');
    const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    expect(ringing.remote).toEqual({ name: 'Ann Client', user: '15551230001' });
    expect(ringing.local.user).toBe('1001');

    expect(await alice.phone.answer(ringing.callId)).toEqual({ ok: true, value: undefined });
    const talking = await alice.dialog(({ phase }) => phase === 'established');
    expect(talking.answeredAt).toBeGreaterThanOrEqual(ringing.startedAt);
    expect(alice.media.log()).toEqual(['accept offer', 'answer sendrecv']);

    expect(await alice.phone.hangUp(ringing.callId)).toEqual({ ok: true, value: undefined });
    expect(alice.dialogs.at(-1)).toMatchObject({ phase: 'ended', end: { by: 'us', how: 'bye' } });
    expect((await caller.ended).cause).toBe(16);
    expect(alice.media.log().at(-1)).toBe('close');
  });

  it('ends when the caller hangs up', async () => {
    const alice = await phoneAt('1001');
    const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const ringing = await alice.dialog(({ phase }) => phase === 'incoming');
    await alice.phone.answer(ringing.callId);
    await caller.answered;
    await caller.hangUp();
    const ended = await alice.dialog(({ phase }) => phase === 'ended');
    expect(ended).toMatchObject({ end: { by: 'them', how: 'bye', cause: 16 } });
    expect(await alice.phone.hangUp(ringing.callId)).toEqual({ ok: false, failure: { kind: 'no-such-call' } });
  });
});
