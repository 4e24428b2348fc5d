import { describe, expect, it } from 'vitest';
import { cuttableWire } from '../../support/cuttable-wire.ts';
import { toneLevel } from '../../support/tone.ts';
import { type Scene, useDesk } from './use-desk.ts';

const rate = 8_000;
const confirmed = { ok: true, value: { outcome: 'confirmed' } };

describe.each([22, 16] as const)('the road a transfer takes on Asterisk %i', (version) => {
  const lab = useDesk(version);
  const hears = ({ caller }: Scene): boolean => toneLevel(caller.heard().slice(-rate / 2), rate, 440) > -30;

  /** Nothing of ours is left, and the customer hears whom they were sent to. */
  async function expectHandedOver(scene: Scene, extension = '1001'): Promise<void> {
    await expect.poll(() => lab.ours(extension)).toEqual([]);
    await expect.poll(() => lab.with(scene), { timeout: 5_000 }).toHaveLength(1);
    await expect.poll(() => hears(scene), { timeout: 5_000 }).toBe(true);
  }

  describe('by the settings', () => {
    const plain = async () => lab.answered(await lab.sit('1001', { transfers: { now: 'plain' } }));

    it('is REFER alone: nobody is rung from here, and the desk says so beforehand', async () => {
      const scene = await plain();
      const { desk, call } = scene;
      expect(desk.view.transferNow).toBe('plain');
      expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
      await expectHandedOver(scene);
      expect(await desk.call(({ id }) => id === call.id)).toMatchObject({ phase: 'ended', reason: 'transferred' });
    });

    it('is refused by the PBX where nothing is, with the customer still ours', async () => {
      const scene = await plain();
      const { desk, call } = scene;
      expect(await desk.bridge.request.transfer({ call: call.id, dials: '47' })).toMatchObject({
        value: { outcome: 'refused', reason: 'rejected-by-pbx' },
      });
      expect(await lab.with(scene)).toEqual(await lab.ours());
    });
  });

  describe('by AMI, while the phone line is dead', () => {
    /** The customer talks to us, and our WebSocket is gone for good. */
    async function cutOff(): Promise<Scene> {
      const wire = await cuttableWire(lab.pbx.ports.https);
      const sip = { url: `wss://localhost:${wire.port}/ws`, username: '1001', domain: 'localhost' };
      const scene = await lab.answered(await lab.sit('1001', { sip }));
      const { desk, call } = scene;
      wire.cut();
      await desk.until(({ links }) => links.sip.state !== 'up');
      await desk.call(({ id, can }) => id === call.id && can.includes('transfer') && can.includes('park'));
      return scene;
    }

    it('hands the customer over', async () => {
      const scene = await cutOff();
      const { desk, call } = scene;
      expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
      await expectHandedOver(scene);
      await desk.call((each) => each.id === call.id && each.phase === 'ended' && each.reason === 'transferred');
    });

    it('parks them, with the slot told', async () => {
      const scene = await cutOff();
      const { desk, call } = scene;
      expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
      await desk.until(({ parked }) => parked?.length === 1);
      expect(desk.view.parked).toMatchObject([{ mine: true, party: { name: 'Ann Client' } }]);
    });

    it('hangs them up at once', async () => {
      const scene = await cutOff();
      const { desk, call, caller } = scene;
      expect(await desk.bridge.request.hangUp({ call: call.id })).toEqual(confirmed);
      await caller.ended;
      await lab.pbx.truth.noChannelsWithin(3_000);
    });
  });

  describe('by AMI, for a call on another phone of mine', () => {
    const otherPhones = { agent: { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/1004'] } };

    async function onTheOther(): Promise<Scene> {
      const phone = await lab.sit('1004');
      const desk = await lab.sit('1001', otherPhones);
      const ann = { to: '1004', name: 'Ann Client', number: '15551230001', via: 'sip', plays: 'silence' } as const;
      const caller = await lab.pbx.callIn(ann);
      const ringing = await phone.call(({ can }) => can.includes('answer'));
      await phone.bridge.request.answer({ call: ringing.id });
      const call = await desk.call(({ device, can }) => device === 'other-phone' && can.includes('transfer'));
      return { desk, caller, call };
    }

    it('hands the customer over', async () => {
      const scene = await onTheOther();
      const { desk, call } = scene;
      expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
      await expectHandedOver(scene, '1004');
    });

    it('parks, and hangs up', async () => {
      const { desk, call } = await onTheOther();
      expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
      await desk.until(({ parked }) => parked?.length === 1);
      await expect.poll(() => lab.ours('1004')).toEqual([]);
    });
  });

  it('back to the queue they came from puts them at its end', async () => {
    const desk = await lab.sit();
    await lab.pbx.truth.action({ Action: 'QueueAdd', Queue: 'sales', Interface: 'PJSIP/1001' });
    const ann = { to: '500', name: 'Ann Client', number: '15551230001', via: 'sip', plays: 'silence' } as const;
    const caller = await lab.pbx.callIn(ann);
    const ringing = await desk.call(({ can, origin }) => can.includes('answer') && origin.kind === 'queue');
    await desk.bridge.request.answer({ call: ringing.id });
    await caller.answered;
    const call = await desk.call(
      ({ id, phase, can }) => id === ringing.id && phase === 'active' && can.includes('backToQueue'),
    );
    const since = lab.pbx.truth.mark();
    expect(await desk.bridge.request.backToQueue({ call: call.id })).toEqual(confirmed);
    await lab.pbx.truth.waitFor((event) => event['Event'] === 'QueueCallerJoin' && event['Queue'] === 'support', {
      since,
    });
  });
});
