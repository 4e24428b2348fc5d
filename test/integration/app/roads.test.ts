import { describe, expect, it } from 'vitest';
import { cuttableWire } from '../../support/cuttable-wire.ts';
import { forgetfulWire } from '../../support/forgetful-wire.ts';
import { customerHears, customerWaits, phoneHears, robotHears } from './ears.ts';
import { type Scene, soon, useDesk } from './use-desk.ts';

const asked = useDesk();
const plays = 'whistle' as const;
const ann = { name: 'Ann Client', number: '15551230001', via: 'sip', plays } as const;
const confirmed = { ok: true, value: { outcome: 'confirmed' } };

describe.each([22, 16] as const)('the road a transfer takes on Asterisk %i', (version) => {
  const lab = useDesk(version);
  /** Nothing of ours is left, and the customer and whoever has them hear each other. */
  async function expectHandedOver(
    scene: Scene,
    extension = '1001',
    otherHears = () => robotHears(lab.pbx, '3009', ['customer']),
  ): Promise<void> {
    await expect.poll(() => lab.ours(extension), soon).toEqual([]);
    await expect.poll(() => lab.with(scene), soon).toHaveLength(1);
    await Promise.all([customerHears(scene.caller, ['robot']), otherHears()]);
  }

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
    async function cutOff(changes = {}): Promise<Scene> {
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
      await desk.over(call.id, 'transferred');
      await customerWaits(caller);
    });

    it('moves them to my desk phone, which hears the customer and is heard', async () => {
      const phone = await lab.pbx.deskPhone('2001', { tone: 440 });
      const agent = { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/2001'] };
      const scene = await cutOff({ agent });
      const { desk, call } = scene;
      await desk.call(({ id, can }) => id === call.id && can.includes('moveToPhone'));
      expect(await desk.bridge.request.moveToPhone({ call: call.id })).toEqual(confirmed);
      await phone.rings();
      phone.answer();
      await expectHandedOver(scene, '1001', () => phoneHears(phone, ['customer']));
      expect(await lab.with(scene)).toEqual(await lab.ours('2001'));
      await phone.close();
    });

    it('parks them, with the slot told', async () => {
      const scene = await cutOff();
      const { desk, call } = scene;
      expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
      await desk.until(({ parked }) => parked?.length === 1);
      expect(desk.view.parked).toMatchObject([{ mine: true, party: { name: 'Ann Client' } }]);
      await customerWaits(scene.caller);
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
      await lab.isBridged('1004');
      return { desk, caller, call };
    }

    it('hands the customer over', async () => {
      const scene = await onTheOther();
      const { desk, call } = scene;
      expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
      await expectHandedOver(scene, '1004');
    });

    it('parks', async () => {
      const { desk, call, caller } = await onTheOther();
      expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
      await desk.until(({ parked }) => parked?.length === 1);
      await expect.poll(() => lab.ours('1004'), soon).toEqual([]);
      await customerWaits(caller);
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
    await lab.isBridged('1001');
    if (road === 'by AMI') await cut(call.id);
    const since = lab.pbx.truth.mark();
    expect(await desk.bridge.request.backToQueue({ call: call.id })).toEqual(confirmed);
    await lab.pbx.truth.waitFor((event) => event['Event'] === 'QueueCallerJoin' && event['Queue'] === 'support', {
      since,
    });
    await customerWaits(caller);
    await lab.pbx.truth.action({ Action: 'QueueRemove', ...sales });
  });
});

it('a transfer by AMI whose answer gets lost is asked about, and done once', async () => {
  const wire = await cuttableWire(asked.pbx.ports.https);
  const manager = await forgetfulWire(asked.pbx.ports.ami, 'BlindTransfer');
  const sip = { url: `wss://localhost:${wire.port}/ws`, username: '1001', domain: 'localhost' };
  const ami = { host: '127.0.0.1', port: manager.port, username: 'agent1001' };
  const scene = await asked.answered(await asked.sit('1001', { sip, ami }), { plays });
  const { desk, call } = scene;
  wire.cut();
  await desk.call(({ id, can }) => id === call.id && can.includes('transfer') && desk.view.links.sip.state !== 'up');
  const since = asked.pbx.truth.mark();
  expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
  expect(manager.lost).toHaveLength(1);
  await Promise.all([customerHears(scene.caller, ['robot']), robotHears(asked.pbx, '3009', ['customer'])]);
  expect(asked.pbx.truth.since(since).filter(({ Event }) => Event === 'BlindTransfer')).toHaveLength(1);
  await desk.over(call.id, 'transferred');
  manager.close();
});
