import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { cuttableWire } from '../../support/cuttable-wire.ts';
import { openPageMedia, type PageMedia } from '../sip/page-media.ts';
import { agentHears, customerHears, customerWaits, phoneHears, robotHears, tones } from './ears.ts';
import { type Scene, useDesk } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
/** How a target can fail to take a call, and what it is called for: the customer is then back with us. */
const failures = [
  ['3003', 'target-busy'],
  ['3007', 'target-rejected'],
  ['608', 'target-unknown'],
  ['611', 'target-unreachable'],
  ['609', 'target-no-answer'],
] as const;

/** Every word is told by ear: on the customer’s own leg, on the agent’s, and on that of whoever was called. */
export function earsContract(version: AsteriskVersion): void {
  const lab = useDesk(version);
  let opened: PageMedia | null = null;
  beforeAll(async () => {
    opened = await openPageMedia(tones.agent);
  });
  afterAll(async () => opened?.stop());

  /** The page that is Alice’s voice and ear; without a Chromium nobody can listen. */
  const mediaOr = (skip: (why: string) => never): PageMedia => opened ?? skip('no Chromium on this machine');

  /** The two talk, and nobody else of ours is left. */
  async function expectTogether(
    { desk, caller, call }: Scene,
    media: PageMedia,
    extension = '1001',
  ): Promise<CallView> {
    const back = await desk.call(({ id, phase, pair }) => id === call.id && phase === 'active' && pair === null);
    await Promise.all([customerHears(caller, ['agent']), agentHears(media, ['customer'])]);
    await expect.poll(() => lab.ours(extension)).toHaveLength(1);
    expect(await lab.with({ desk, caller, call })).toEqual(await lab.ours(extension));
    return back;
  }

  async function talking(media: PageMedia): Promise<Scene> {
    const scene = await lab.answered(await lab.sitWith(media), { plays: 'whistle' });
    await expectTogether(scene, media);
    return scene;
  }

  /** Nothing of ours is left, and the customer and the robot hear each other and nobody else. */
  async function expectHandedOver({ caller }: Scene, dials: string): Promise<void> {
    await expect.poll(() => lab.ours()).toEqual([]);
    await Promise.all([customerHears(caller, ['robot']), robotHears(lab.pbx, dials, ['customer'])]);
  }

  const robotOf = async (dials: string): Promise<string> =>
    (await lab.pbx.truth.channels()).find(({ Channel = '' }) => new RegExp(`^Local/${dials}@.*;2$`).test(Channel))?.[
      'Channel'
    ] ?? '';

  it('of a transfer that fails: music, and us again; of one that succeeds: the target', { timeout: 240_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    const scene = await talking(media);
    const { desk, call, caller } = scene;
    const { request } = desk.bridge;
    for (const [dials, reason] of failures) {
      const refused = { value: { outcome: 'refused', reason } };
      // oxlint-disable-next-line no-await-in-loop -- one after the other, with the same customer
      expect(await request.transfer({ call: call.id, dials }), dials).toMatchObject(refused);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { operation } = await expectTogether(scene, media);
      expect(operation).toMatchObject({ state: 'refused', action: 'transfer', reason });
    }
    // The target hangs up while it rings.
    const ringing = request.transfer({ call: call.id, dials: '3002' });
    await customerWaits(caller);
    await expect.poll(() => robotOf('3002')).not.toBe('');
    await lab.pbx.truth.action({ Action: 'Hangup', Channel: await robotOf('3002') });
    expect(await ringing).toMatchObject({ value: { outcome: 'refused' } });
    await expectTogether(scene, media);
    // We take the customer back.
    const taken = request.transfer({ call: call.id, dials: '3002' });
    await desk.call(({ phase }) => phase === 'dialling');
    await customerWaits(caller);
    expect(await request.takeBack({ call: call.id })).toEqual(confirmed);
    expect(await taken).toMatchObject({ value: { outcome: 'refused', reason: 'taken-back' } });
    await expectTogether(scene, media);
    const answered = request.transfer({ call: call.id, dials: '3009' });
    await customerWaits(caller);
    expect(await answered).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a consultation: one of them at a time, and each with whom they are left', { timeout: 240_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    const scene = await talking(media);
    const { desk, call, caller } = scene;
    const { request } = desk.bridge;
    const asked = async (dials: string, phase: 'active' | 'dialling'): Promise<CallView> => {
      expect(await request.consult({ call: call.id, dials })).toEqual(confirmed);
      return desk.call((each) => each.pair?.role === 'colleague' && each.phase === phase);
    };
    for (const [dials, reason] of failures) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, with the same customer
      expect(await request.consult({ call: call.id, dials }), dials).toEqual(confirmed);
      const told = { state: 'refused', action: 'transfer', reason };
      // oxlint-disable-next-line no-await-in-loop -- as above
      await desk.call(
        ({ id, operation }) => id === call.id && operation?.state === 'refused' && operation.reason === reason,
      );
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect((await expectTogether(scene, media)).operation).toMatchObject(told);
    }
    await asked('3002', 'dialling');
    await customerWaits(caller);
    expect(await request.cancelConsult({ call: call.id })).toEqual(confirmed);
    await expectTogether(scene, media);

    const { id } = await asked('3009', 'active');
    const colleagueTalks = () =>
      Promise.all([customerWaits(caller), agentHears(media, ['robot']), robotHears(lab.pbx, '3009', ['agent'])]);
    await colleagueTalks();
    expect(await request.swap({ call: id })).toEqual(confirmed);
    await Promise.all([customerHears(caller, ['agent']), agentHears(media, ['customer'])]);
    expect(await request.swap({ call: id })).toEqual(confirmed);
    await colleagueTalks();
    expect(await request.cancelConsult({ call: id })).toEqual(confirmed);
    await expectTogether(scene, media);

    // The colleague hangs up: the customer waits with music until we are back.
    await asked('3009', 'active');
    await lab.pbx.truth.action({ Action: 'Hangup', Channel: await robotOf('3009') });
    const left = await desk.call((each) => each.id === call.id && each.pair === null && each.can.includes('resume'));
    expect(left.phase).toBe('held');
    await customerWaits(caller);
    expect(await request.resume({ call: call.id })).toEqual(confirmed);
    await expectTogether(scene, media);

    // Completed while the customer talks and the colleague waits.
    const { id: waiting } = await asked('3009', 'active');
    expect(await request.swap({ call: waiting })).toEqual(confirmed);
    await customerHears(caller, ['agent']);
    expect(await request.complete({ call: call.id })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a customer who is parked, fetched again, joined by a colleague and left with them', {
    timeout: 240_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const scene = await talking(media);
    const { desk, caller } = scene;
    const { request } = desk.bridge;
    expect(await request.park({ call: scene.call.id })).toMatchObject({ value: { outcome: 'parked' } });
    await customerWaits(caller);
    expect(await request.takeBack({ call: scene.call.id })).toEqual(confirmed);
    const call = await desk.call(({ phase, can }) => phase === 'active' && can.includes('transfer'));
    await expectTogether({ ...scene, call }, media);

    expect(await request.consult({ call: call.id, dials: '3009' })).toEqual(confirmed);
    const colleague = await desk.call((each) => each.pair?.role === 'colleague' && each.can.includes('conference'));
    expect(await request.conference({ call: colleague.id })).toEqual(confirmed);
    const room = await desk.call(({ phase, members = [] }) => phase === 'active' && members.length === 3);
    await Promise.all([
      customerHears(caller, ['agent', 'robot']),
      agentHears(media, ['customer', 'robot']),
      robotHears(lab.pbx, '3009', ['agent', 'customer']),
    ]);
    expect(await request.hangUp({ call: room.id })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a colleague whose customer hangs up while they are asked: us', { timeout: 120_000 }, async ({ skip }) => {
    const media = mediaOr(skip);
    const { desk, call, caller } = await talking(media);
    await desk.bridge.request.consult({ call: call.id, dials: '3009' });
    const { id } = await desk.call((each) => each.pair?.role === 'colleague' && each.phase === 'active');
    await caller.hangUp();
    await desk.call((each) => each.id === id && each.phase === 'active' && each.pair === null);
    await Promise.all([agentHears(media, ['robot']), robotHears(lab.pbx, '3009', ['agent'])]);
  });

  it('where the PBX refuses by permission: us, as before', { timeout: 120_000 }, async ({ skip }) => {
    const media = mediaOr(skip);
    const scene = await lab.answered(await lab.sitWith(media, '1005'), { to: '1005', plays: 'whistle' });
    const { desk, call } = scene;
    await expectTogether(scene, media, '1005');
    const refused = { value: { outcome: 'refused', reason: 'not-permitted' } };
    expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toMatchObject(refused);
    const { operation } = await expectTogether(scene, media, '1005');
    expect(operation).toMatchObject({ state: 'refused', action: 'transfer', reason: 'not-permitted' });
    expect(await desk.bridge.request.toVoicemail({ call: call.id, dials: '1002' })).toMatchObject(refused);
    await expectTogether(scene, media, '1005');
    await desk.bridge.request.consult({ call: call.id, dials: '3009' });
    await desk.call(({ phase, pair }) => phase === 'active' && pair?.role === 'colleague');
    expect(await desk.bridge.request.complete({ call: call.id })).toMatchObject(refused);
    expect(desk.view.calls.filter(({ pair }) => pair?.kind === 'consult')).toHaveLength(2);
    await Promise.all([agentHears(media, ['robot']), robotHears(lab.pbx, '3009', ['agent'])]);
    await desk.bridge.request.cancelConsult({ call: call.id });
    await desk.call(({ id, phase, can }) => id === call.id && phase === 'active' && can.includes('park'));
    expect(await desk.bridge.request.park({ call: call.id })).toMatchObject(refused);
    await expectTogether(scene, media, '1005');
  });

  it('with the SIP connection gone: us, until AMI has taken them to the target', { timeout: 120_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    const wire = await cuttableWire(lab.pbx.ports.https);
    const sip = { url: `wss://localhost:${wire.port}/ws`, username: '1001', domain: 'localhost' };
    const scene = await lab.answered(await lab.sitWith(media, '1001', { sip }), { plays: 'whistle' });
    const { desk, call, caller } = scene;
    await expectTogether(scene, media);
    wire.cut();
    await desk.call(({ id, can }) => id === call.id && can.includes('transfer') && desk.view.links.sip.state !== 'up');
    await Promise.all([customerHears(caller, ['agent']), agentHears(media, ['customer'])]);
    expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a supervisor: both; whispering, the colleague alone hears them, and joining in both do', {
    timeout: 240_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const spy = { listen: '*561', whisper: '*562', barge: '*563' };
    const desk = await lab.sitWith(media, '1001', { dialplan: { spy } });
    const { request } = desk.bridge;
    expect(desk.view.listens).toEqual(['listen', 'whisper', 'barge']);
    const phone = await lab.pbx.deskPhone('2002', { tone: tones.robot });
    const caller = await lab.pbx.callIn({
      to: '2002',
      name: 'Ann Client',
      number: '15551230001',
      via: 'sip',
      plays: 'whistle',
    });
    await phone.rings();
    phone.answer();
    await caller.answered;
    await Promise.all([customerHears(caller, ['robot']), phoneHears(phone, ['customer'])]);

    const listening = async (how: 'listen' | 'whisper' | 'barge'): Promise<CallView> => {
      expect(await request.listenTo({ dials: '2002', how })).toEqual(confirmed);
      return desk.call((call) => call.phase === 'active' && call.listening?.how === how);
    };
    const ended = async ({ id }: CallView): Promise<void> => {
      expect(await request.hangUp({ call: id })).toEqual(confirmed);
      await desk.until(({ agent }) => agent.state === 'ready');
    };
    const unheard = () => Promise.all([customerHears(caller, ['robot']), phoneHears(phone, ['customer'])]);
    const call = await listening('listen');
    expect(call).toMatchObject({ listening: { how: 'listen', extension: '2002' }, party: { number: { raw: '2002' } } });
    expect(call.can.toSorted()).toEqual(['digits', 'hangUp', 'mute']);
    await Promise.all([agentHears(media, ['customer', 'robot']), unheard()]);
    await ended(call);
    await unheard();

    const whispering = await listening('whisper');
    await Promise.all([customerHears(caller, ['robot']), phoneHears(phone, ['agent', 'customer'])]);
    await ended(whispering);
    const joined = await listening('barge');
    await Promise.all([
      agentHears(media, ['customer', 'robot']),
      customerHears(caller, ['agent', 'robot']),
      phoneHears(phone, ['agent', 'customer']),
    ]);
    // It ends with the call it was about, and was no call with anybody.
    await caller.hangUp();
    await desk.until(({ calls }) => calls.some(({ id, phase }) => id === joined.id && phase === 'ended'));
    expect(desk.view.todayCount).toBe(0);
    await phone.close();
  });

  it('of nobody where the dialplan lets nobody listen', { timeout: 120_000 }, async ({ skip }) => {
    const media = mediaOr(skip);
    const desk = await lab.sitWith(media, '1003', { dialplan: { spy: { listen: '*561' } } });
    const scene = await lab.answered(await lab.sit('1002'), { to: '1002', plays: 'whistle' });
    expect(await desk.bridge.request.listenTo({ dials: '1002', how: 'listen' })).toEqual(confirmed);
    const over = await desk.call(({ phase }) => phase === 'ended');
    expect(over).toMatchObject({ reason: 'rejected', listening: { extension: '1002' } });
    expect(await desk.bridge.request.listenTo({ dials: '1002', how: 'barge' })).toMatchObject({
      value: { outcome: 'refused', reason: 'not-permitted' },
    });
    await scene.caller.hangUp();
  });
}
