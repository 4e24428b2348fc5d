import { describe, expect, it } from 'vitest';
import { loudness, toneLevel } from '../../support/tone.ts';
import { type Scene, useDesk } from './use-desk.ts';

describe.each([22, 16] as const)('transfers on Asterisk %i', (version) => {
  const lab = useDesk(version);
  const rate = 8_000;

  /** The customer hears exactly that tone, during the last half second. */
  const hears = ({ caller }: Scene, tone: number): boolean =>
    toneLevel(caller.heard().slice(-rate / 2), rate, tone) > -30;
  const hearsSomething = ({ caller }: Scene): boolean => loudness(caller.heard().slice(-rate / 2)) > -50;

  /** The customer talks to us and nobody else of ours is left: nobody is on a dead channel. */
  async function expectBackWithUs(scene: Scene): Promise<void> {
    await scene.desk.call(({ id, phase, pair }) => id === scene.call.id && phase === 'active' && pair === null);
    await expect.poll(() => lab.ours()).toHaveLength(1);
    await lab.isWithMe(scene);
  }

  describe('transfer now', () => {
    it('connects the customer the moment the target answers, and frees the agent', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      const transfer = desk.bridge.request.transfer({ call: call.id, dials: '3009' });
      const held = await desk.call(({ id, phase, pair }) => id === call.id && phase === 'held' && pair !== null);
      expect(held.pair).toMatchObject({ kind: 'transfer', role: 'customer' });
      expect(held.can).toEqual(['takeBack', 'hangUp', 'note']);
      expect(held.operation).toMatchObject({ state: 'running', action: 'transfer' });
      await expect.poll(() => hearsSomething(scene), { timeout: 10_000 }).toBe(true);
      // Our own leg to the target is silent.
      expect(desk.media.log().slice(0, 2)).toEqual(['offer sendrecv', 'mute']);
      expect(await transfer).toMatchObject({ value: { outcome: 'confirmed' } });
      expect(await lab.ours()).toEqual([]);
      expect(await lab.with(scene)).toHaveLength(1);
      await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(true);
      await desk.over(call.id, 'transferred');
      await desk.until(
        ({ calls, today }) =>
          calls.length === 1 && today.some(({ id, reason }) => id === call.id && reason === 'transferred'),
      );
    });

    it.each([
      ['a queue', '501', 'Queue'],
      ['a conference', '800', 'ConfBridge'],
      ['an announcement', '610', 'Wait'],
      ['a colleague’s voicemail, since nobody is there', '1003', 'VoiceMail'],
    ])('to %s leaves the customer there', async (_, dials, application) => {
      const scene = await lab.inCall();
      const { desk, call, caller } = scene;
      expect(await desk.bridge.request.transfer({ call: call.id, dials })).toMatchObject({
        value: { outcome: 'confirmed' },
      });
      await expect.poll(() => lab.ours(), { timeout: 3_000 }).toEqual([]);
      const applications = async () =>
        (await lab.pbx.truth.channels()).find(({ Uniqueid }) => Uniqueid === caller.uniqueid)?.['Application'];
      await expect.poll(applications, { timeout: 3_000 }).toBe(application);
      await expect.poll(() => hearsSomething(scene), { timeout: 4_000 }).toBe(true);
      await desk.over(call.id, 'transferred');
    });

    it('lets the agent answer the next caller meanwhile; a customer given back then waits with music', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      const transfer = desk.bridge.request.transfer({ call: call.id, dials: '609' });
      await desk.call(({ phase }) => phase === 'dialling');
      const next = await lab.answered(desk, { number: '15551230002' });
      expect(await transfer).toMatchObject({ value: { outcome: 'refused', reason: 'target-no-answer' } });
      const back = await desk.call(({ id, pair }) => id === call.id && pair === null);
      expect(back).toMatchObject({ phase: 'held', operation: { state: 'refused', reason: 'target-no-answer' } });
      expect(await lab.with(next)).toHaveLength(1);
      await expect.poll(() => hearsSomething(scene), { timeout: 10_000 }).toBe(true);
    });

    it('cancels the ringing when the customer hangs up meanwhile', async () => {
      const { desk, call, caller } = await lab.inCall();
      const transfer = desk.bridge.request.transfer({ call: call.id, dials: '3002' });
      await desk.call(({ phase }) => phase === 'dialling');
      await caller.hangUp();
      expect(await transfer).toMatchObject({ value: { outcome: 'refused', reason: 'no-such-call' } });
      await lab.pbx.truth.noChannelsWithin(3_000);
    });

    it('pressed twice rings the target once', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      const [first, second] = await Promise.all([
        desk.bridge.request.transfer({ call: call.id, dials: '3009' }),
        desk.bridge.request.transfer({ call: call.id, dials: '3009' }),
      ]);
      expect(first).toMatchObject({ value: { outcome: 'confirmed' } });
      expect(second).toMatchObject({ value: { outcome: 'refused', reason: 'not-now' } });
      expect(await lab.with(scene)).toHaveLength(1);
    });
  });

  describe('to voicemail', () => {
    it('takes the customer to the mailbox without ringing anybody', async () => {
      const scene = await lab.inCall();
      const { desk, call, caller } = scene;
      expect(await desk.bridge.request.toVoicemail({ call: call.id, dials: '1002' })).toMatchObject({
        value: { outcome: 'confirmed' },
      });
      await expect
        .poll(() => lab.pbx.truth.channels(), { timeout: 3_000 })
        .toEqual([expect.objectContaining({ Uniqueid: caller.uniqueid, Application: 'VoiceMail' })]);
      await expect.poll(() => hearsSomething(scene), { timeout: 3_000 }).toBe(true);
      await desk.over(call.id, 'transferred');
    });

    it('of nobody leaves the customer where they were', async () => {
      const scene = await lab.inCall();
      expect(await scene.desk.bridge.request.toVoicemail({ call: scene.call.id, dials: '47' })).toMatchObject({
        value: { outcome: 'refused', reason: 'rejected-by-pbx' },
      });
      await expectBackWithUs(scene);
    });
  });
});
