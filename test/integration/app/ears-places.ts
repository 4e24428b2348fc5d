import { expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { cuttableWire } from '../../support/cuttable-wire.ts';
import type { PageMedia } from '../sip/page-media.ts';
import type { DeskBench } from './desk-bench.ts';
import { agentHears, customerHears, customerWaits, robotHears, tones } from './ears.ts';
import type { Ears } from './ears-ground.ts';
import { type Scene, soon } from './use-desk.ts';

type Member = NonNullable<CallView['members']>[number];

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
const ann = { name: 'Ann Client', number: '15551230001', via: 'sip', plays: 'whistle' } as const;

/** What they hear of parking, conferences, queues, mailboxes and my other phones, and on the road by AMI. */
export function placesByEar({
  lab,
  mediaOr,
  anotherOr,
  talking,
  robotOf,
  expectTogether,
  expectHandedOver,
  expectLeftTo,
}: Ears): void {
  /** They talk on while the SIP connection is gone, and that can still be done with the call. */
  const talkingOverCutWire = async (media: PageMedia, action: 'transfer' | 'park'): Promise<Scene> => {
    const wire = await cuttableWire(lab.pbx.ports.https);
    const sip = { url: `wss://localhost:${wire.port}/ws`, username: '1001', domain: 'localhost' };
    const scene = await lab.answered(await lab.sitWith(media, '1001', { sip }), { plays: 'whistle' });
    const { desk, call } = scene;
    await expectTogether(scene, media);
    wire.cut();
    await desk.call(({ id, can }) => id === call.id && can.includes(action) && desk.view.links.sip.state !== 'up');
    return scene;
  };

  /** The three of a consultation in a conference of the PBX: my card of it. */
  const joined = async ({ desk, call }: Scene): Promise<CallView> => {
    const { request } = desk.bridge;
    expect(await request.consult({ call: call.id, dials: '3009' })).toEqual(confirmed);
    const colleague = await desk.call((each) => each.pair?.role === 'colleague' && each.can.includes('conference'));
    expect(await request.conference({ call: colleague.id })).toEqual(confirmed);
    return desk.call(({ phase, members = [] }) => phase === 'active' && members.length === 3);
  };

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

    const room = await joined({ ...scene, call });
    await Promise.all([
      customerHears(caller, ['agent', 'robot']),
      agentHears(media, ['customer', 'robot']),
      robotHears(lab.pbx, '3009', ['agent', 'customer']),
    ]);
    expect(await request.hangUp({ call: room.id })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a customer sent to an outside number, to a queue and to a mailbox', { timeout: 180_000 }, async ({ skip }) => {
    const media = mediaOr(skip);
    const desk = await lab.sitWith(media);
    const { request } = desk.bridge;
    const next = async (): Promise<Scene> => {
      const scene = await lab.answered(desk, { plays: 'whistle' });
      await expectTogether(scene, media);
      return scene;
    };
    const outside = await next();
    const busy = await request.transfer({ call: outside.call.id, dials: '+12125550143' });
    expect(busy).toMatchObject({ value: { outcome: 'refused', reason: 'target-busy' } });
    await expectTogether(outside, media);
    expect(await request.transfer({ call: outside.call.id, dials: '+12125550149' })).toEqual(confirmed);
    await expectHandedOver(outside, '+12125550149');
    await outside.caller.hangUp();

    const queued = await next();
    expect(await request.transfer({ call: queued.call.id, dials: '501' })).toEqual(confirmed);
    await expectLeftTo(queued, 'Queue');
    await queued.caller.hangUp();

    const recorded = await next();
    const unknown = await request.toVoicemail({ call: recorded.call.id, dials: '47' });
    expect(unknown).toMatchObject({ value: { outcome: 'refused', reason: 'rejected-by-pbx' } });
    await expectTogether(recorded, media);
    expect(await request.toVoicemail({ call: recorded.call.id, dials: '1002' })).toEqual(confirmed);
    await expectLeftTo(recorded, 'VoiceMail');
  });

  it('of a customer who is picked up at a colleague’s, moved to my desk phone and brought back', {
    timeout: 120_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const phone = await lab.pbx.deskPhone('2001', { tone: tones.robot });
    const agent = { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/2001'] };
    const desk = await lab.sitWith(media, '1001', { agent });
    const bob = await lab.sit('1002');
    const caller = await lab.pbx.callIn({ ...ann, to: '1002' });
    await bob.call(({ phase }) => phase === 'ringing');
    await desk.until(({ ringingColleagues = [] }) => ringingColleagues.some(({ dials }) => dials === '1002'));
    const { request } = desk.bridge;
    expect(await request.pickUp({ dials: '1002' })).toEqual(confirmed);
    const call = await desk.call(({ phase, party }) => phase === 'active' && party.name === ann.name);
    await expectTogether({ desk, caller, call }, media);

    await desk.call(({ id, can }) => id === call.id && can.includes('moveToPhone'));
    const moved = request.moveToPhone({ call: call.id });
    await phone.rings();
    await customerHears(caller, ['agent']);
    phone.answer();
    expect(await moved).toEqual(confirmed);
    await customerHears(caller, ['robot']);
    await expect.poll(() => phone.heard().length, soon).toBeGreaterThan(4_000);
    expect(await lab.with({ desk, caller, call })).toEqual(await lab.ours('2001'));
    const there = await desk.call(({ device, can }) => device === 'other-phone' && can.includes('bringHere'));
    expect(await request.bringHere({ call: there.id })).toEqual(confirmed);
    await phone.isIdle();
    const here = await desk.call(({ phase, device }) => phase === 'active' && device === 'softphone');
    await expectTogether({ desk, caller, call: here }, media);
    await phone.close();
  });

  it('of a customer who goes from one softphone of mine to the other and back, again and again: always me', {
    timeout: 240_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const another = await anotherOr(skip);
    const agent = { name: 'Alice', extension: '1001' };
    const here = await lab.sitWith(media, '1001', { agent: { ...agent, otherPhones: ['PJSIP/1004'] } });
    const there = await lab.sitWith(another, '1004', {
      agent: { ...agent, extension: '1004', otherPhones: ['PJSIP/1001'] },
    });
    const scene = await lab.answered(here, { plays: 'whistle' });
    await expectTogether(scene, media);
    const isMine = ({ phase, device }: CallView): boolean => phase === 'active' && device === 'softphone';
    const brought = async (to: DeskBench, ear: PageMedia, extension: string): Promise<void> => {
      const elsewhere = await to.call(({ device, can }) => device === 'other-phone' && can.includes('bringHere'));
      expect(await to.bridge.request.bringHere({ call: elsewhere.id })).toEqual(confirmed);
      await expectTogether({ ...scene, desk: to, call: await to.call(isMine) }, ear, extension);
    };
    const moved = async (): Promise<void> => {
      const { id } = await here.call((call) => isMine(call) && call.can.includes('moveToPhone'));
      const under = here.bridge.request.moveToPhone({ call: id });
      const ringing = await there.call(({ can }) => can.includes('answer'));
      expect(await there.bridge.request.answer({ call: ringing.id })).toEqual(confirmed);
      expect(await under).toEqual(confirmed);
      await expectTogether({ ...scene, desk: there, call: await there.call(isMine) }, another, '1004');
    };
    for (const [times, goes] of [
      [3, moved],
      [3, () => brought(there, another, '1004')],
    ] as const) {
      for (let time = 0; time < times; time++) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, with the same customer
        await goes();
        // oxlint-disable-next-line no-await-in-loop -- as above
        await brought(here, media, '1001');
      }
    }
  });

  it('of three who are mixed on this computer: each other, until they are handed over', { timeout: 120_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    // No conference of the PBX is set up.
    const scene = await lab.answered(await lab.sitWith(media, '1001', { dialplan: {} }), { plays: 'whistle' });
    const { desk, call, caller } = scene;
    const { request } = desk.bridge;
    await expectTogether(scene, media);
    expect(await request.consult({ call: call.id, dials: '3009' })).toEqual(confirmed);
    const colleague = await desk.call((each) => each.pair?.role === 'colleague' && each.can.includes('mix'));
    expect(await request.mix({ call: colleague.id })).toEqual(confirmed);
    await Promise.all([
      customerHears(caller, ['agent', 'robot']),
      agentHears(media, ['customer', 'robot']),
      robotHears(lab.pbx, '3009', ['agent', 'customer']),
    ]);
    expect(await request.complete({ call: call.id })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of those who stay in a conference when the customer hangs up: each other', { timeout: 120_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    const scene = await talking(media);
    const { desk, caller } = scene;
    await joined(scene);
    await caller.hangUp();
    await desk.call(({ members = [] }) => members.length === 2);
    await Promise.all([agentHears(media, ['robot']), robotHears(lab.pbx, '3009', ['agent'])]);
  });

  it('of one who is muted for all, heard again and removed: nothing of them, them, and nothing', {
    timeout: 120_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const scene = await talking(media);
    const { desk, caller } = scene;
    const { id: call, members = [] } = await joined(scene);
    const { request } = desk.bridge;
    const isRobot = ({ me, party }: Member): boolean => !me && party.name !== ann.name;
    const member = members.find(isRobot)?.member ?? '';
    const becomes = (muted: boolean) =>
      desk.call(
        ({ id, members: now = [] }) => id === call && now.some((each) => isRobot(each) && each.muted === muted),
      );
    expect(await request.muteMember({ call, member, muted: true })).toEqual(confirmed);
    await becomes(true);
    await Promise.all([
      customerHears(caller, ['agent']),
      agentHears(media, ['customer']),
      robotHears(lab.pbx, '3009', ['agent', 'customer']),
    ]);
    expect(await request.muteMember({ call, member, muted: false })).toEqual(confirmed);
    await becomes(false);
    await Promise.all([customerHears(caller, ['agent', 'robot']), agentHears(media, ['customer', 'robot'])]);
    expect(await request.removeMember({ call, member })).toEqual(confirmed);
    await desk.call(({ id, members: left = [] }) => id === call && left.length === 2);
    await Promise.all([customerHears(caller, ['agent']), agentHears(media, ['customer'])]);
    await expect.poll(() => robotOf('3009'), soon).toBe('');
  });

  it('of a customer whose parker is gone: what waits there, and whoever fetches them', { timeout: 120_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    const desk = await lab.sitWith(media);
    // A lot that waits longer.
    const {
      desk: bob,
      caller,
      call,
    } = await lab.answered(await lab.sit('1002', { dialplan: { park: '740' } }), {
      ...{ to: '1002', plays: 'whistle' },
    });
    expect(await bob.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
    await desk.until(({ parked }) => parked?.[0]?.orphaned === false);
    await bob.stop();
    const { parked } = await desk.until((view) => view.parked?.[0]?.orphaned === true);
    await customerWaits(caller);
    expect(await desk.bridge.request.retrieve({ slot: parked?.[0]?.slot ?? '' })).toEqual(confirmed);
    const fetched = await desk.call(({ phase, party }) => phase === 'active' && party.name === ann.name);
    await expectTogether({ desk, caller, call: fetched }, media);
  });

  it('with the SIP connection gone: us, until AMI has taken them to the target', { timeout: 120_000 }, async ({
    skip,
  }) => {
    const media = mediaOr(skip);
    const scene = await talkingOverCutWire(media, 'transfer');
    const { desk, call, caller } = scene;
    await Promise.all([customerHears(caller, ['agent']), agentHears(media, ['customer'])]);
    expect(await desk.bridge.request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it.for(['park', 'toVoicemail'] as const)(
    'with the SIP connection gone, then %s by AMI: what waits there',
    {
      timeout: 120_000,
    },
    async (what, { skip }) => {
      const media = mediaOr(skip);
      const scene = await talkingOverCutWire(media, 'park');
      const { desk, call, caller } = scene;
      const { request } = desk.bridge;
      if (what === 'park') {
        expect(await request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
        await desk.until(({ parked }) => parked?.length === 1);
        await customerWaits(caller);
      } else {
        expect(await request.toVoicemail({ call: call.id, dials: '1002' })).toEqual(confirmed);
        await expectLeftTo(scene, 'VoiceMail');
      }
    },
  );
}
