import { describe, expect, it } from 'vitest';
import { cuttableWire } from '../../support/cuttable-wire.ts';
import { forgetfulWire } from '../../support/forgetful-wire.ts';
import { toneLevel } from '../../support/tone.ts';
import { type Scene, useDesk } from './use-desk.ts';

const silent = useDesk();
const rate = 8_000;
const ann = { name: 'Ann Client', number: '15551230001', via: 'sip', plays: 'silence' } as const;
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
      await lab.isWithMe(scene);
    });
  });

  /** A desk whose WebSocket can be cut for good. */
  async function cuttable(changes = {}) {
    const wire = await cuttableWire(lab.pbx.ports.https);
    const sip = { url: `wss://localhost:${wire.port}/ws`, username: '1001', domain: 'localhost' };
    const desk = await lab.sit('1001', { sip, ...changes });
    /** Until what is asked of that call goes by AMI. */
    const cut = async (id: string): Promise<void> => {
      wire.cut();
      await desk.until(({ links }) => links.sip.state !== 'up');
      await desk.call((call) => call.id === id && call.can.includes('transfer') && call.can.includes('park'));
    };
    return { desk, cut };
  }

  describe('by AMI, while the phone line is dead', () => {
    /** The customer talks to us, and our WebSocket is gone. */
    async function cutOff(changes = {}, plays: 'silence' | 'whistle' = 'silence'): Promise<Scene> {
      const { desk, cut } = await cuttable(changes);
      const scene = await lab.answered(desk, { plays });
      await cut(scene.call.id);
      return scene;
    }

    it('takes them to a colleague’s mailbox', async () => {
      const { desk, call, caller } = await cutOff();
      expect(await desk.bridge.request.toVoicemail({ call: call.id, dials: '1002' })).toEqual(confirmed);
      await expect
        .poll(() => lab.pbx.truth.channels())
        .toMatchObject([{ Uniqueid: caller.uniqueid, Application: 'VoiceMail' }]);
      await desk.call((each) => each.id === call.id && each.phase === 'ended' && each.reason === 'transferred');
    });

    it('moves them to my desk phone, which hears the customer and is heard', async () => {
      const phone = await lab.pbx.deskPhone('2001', { tone: 440 });
      const agent = { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/2001'] };
      const scene = await cutOff({ agent }, 'whistle');
      const { desk, call } = scene;
      await desk.call(({ id, can }) => id === call.id && can.includes('moveToPhone'));
      expect(await desk.bridge.request.moveToPhone({ call: call.id })).toEqual(confirmed);
      await phone.rings();
      phone.answer();
      await expectHandedOver(scene);
      expect(await lab.with(scene)).toEqual(await lab.ours('2001'));
      await expect.poll(() => toneLevel(phone.heard().slice(-rate / 2), rate, 700)).toBeGreaterThan(-30);
      await phone.close();
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
      const caller = await lab.pbx.callIn({ ...ann, to: '1004' });
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

    it('parks', async () => {
      const { desk, call } = await onTheOther();
      expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
      await desk.until(({ parked }) => parked?.length === 1);
      await expect.poll(() => lab.ours('1004')).toEqual([]);
    });

    it('hangs up', async () => {
      const { desk, call, caller } = await onTheOther();
      await desk.call(({ id, can }) => id === call.id && can.includes('hangUp'));
      expect(await desk.bridge.request.hangUp({ call: call.id })).toEqual(confirmed);
      await caller.ended;
      await lab.pbx.truth.noChannelsWithin(3_000);
      await desk.call((each) => each.id === call.id && each.phase === 'ended');
    });
  });

  it.each([
    ['that answers', '+12125550149', 'confirmed'],
    ['that is busy', '+12125550143', 'refused'],
  ])('an outside number %s, through the trunk', async (_, dials, outcome) => {
    const scene = await lab.inCall();
    const { desk, call } = scene;
    expect(await desk.bridge.request.transfer({ call: call.id, dials })).toMatchObject({ value: { outcome } });
    if (outcome === 'confirmed') return expectHandedOver(scene);
    await desk.call(({ id, phase, pair }) => id === call.id && phase === 'active' && pair === null);
    await lab.isWithMe(scene);
  });

  it.each(['by SIP', 'by AMI'])('back to the queue they came from puts them at its end, %s', async (road) => {
    const { desk, cut } = await cuttable();
    const sales = { Queue: 'sales', Interface: 'PJSIP/1001' };
    await lab.pbx.truth.action({ Action: 'QueueAdd', ...sales });
    const caller = await lab.pbx.callIn({ ...ann, to: '500' });
    const ringing = await desk.call(({ can, origin }) => can.includes('answer') && origin.kind === 'queue');
    await desk.bridge.request.answer({ call: ringing.id });
    await caller.answered;
    const call = await desk.call(
      ({ id, phase, can }) => id === ringing.id && phase === 'active' && can.includes('backToQueue'),
    );
    if (road === 'by AMI') await cut(call.id);
    const since = lab.pbx.truth.mark();
    expect(await desk.bridge.request.backToQueue({ call: call.id })).toEqual(confirmed);
    await lab.pbx.truth.waitFor((event) => event['Event'] === 'QueueCallerJoin' && event['Queue'] === 'support', {
      since,
    });
    await lab.pbx.truth.action({ Action: 'QueueRemove', ...sales });
  });
});

it('a transfer by AMI whose answer gets lost is asked about, and done once', async () => {
  const wire = await cuttableWire(silent.pbx.ports.https);
  const manager = await forgetfulWire(silent.pbx.ports.ami, 'BlindTransfer');
  const sip = { url: `wss://localhost:${wire.port}/ws`, username: '1001', domain: 'localhost' };
  const ami = { host: '127.0.0.1', port: manager.port, username: 'agent1001' };
  const scene = await silent.answered(await silent.sit('1001', { sip, ami }));
  const { desk, call } = scene;
  wire.cut();
  await desk.call(({ id, can }) => id === call.id && can.includes('transfer') && desk.view.links.sip.state !== 'up');
  const since = silent.pbx.truth.mark();
  expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
  expect(manager.lost).toHaveLength(1);
  await expect.poll(() => silent.with(scene), { timeout: 5_000 }).toHaveLength(1);
  expect(silent.pbx.truth.since(since).filter(({ Event }) => Event === 'BlindTransfer')).toHaveLength(1);
  await desk.call((each) => each.id === call.id && each.phase === 'ended' && each.reason === 'transferred');
  manager.close();
});
