import { expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { agentHears, customerHears, customerWaits, robotHears } from './ears.ts';
import type { Ears } from './ears-ground.ts';
import { soon } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
/** How a target can fail to take a call, and what it is called for: the customer is then back with us. */
const failures = [
  ['3003', 'target-busy'],
  ['3007', 'target-rejected'],
  ['608', 'target-unknown'],
  ['611', 'target-unreachable'],
  ['609', 'target-no-answer'],
] as const;

/** What customer, agent and colleague hear of a transfer and of a consultation, for each outcome. */
export function movesByEar({ lab, mediaOr, talking, robotOf, expectTogether, expectHandedOver }: Ears): void {
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
    await expect.poll(() => robotOf('3002'), soon).not.toBe('');
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
    // The colleague hangs up while it rings.
    await asked('3002', 'dialling');
    await expect.poll(() => robotOf('3002'), soon).not.toBe('');
    await lab.pbx.truth.action({ Action: 'Hangup', Channel: await robotOf('3002') });
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
    await desk.call(
      ({ id, operation }) => id === call.id && operation?.state === 'refused' && operation.reason === 'colleague-left',
    );
    await customerWaits(caller);
    expect(await request.resume({ call: call.id })).toEqual(confirmed);
    await expectTogether(scene, media);

    // Cancelled while the customer talks and the colleague waits.
    const { id: swapped } = await asked('3009', 'active');
    expect(await request.swap({ call: swapped })).toEqual(confirmed);
    await customerHears(caller, ['agent']);
    expect(await request.cancelConsult({ call: call.id })).toEqual(confirmed);
    await expectTogether(scene, media);

    // Completed while the customer talks and the colleague waits.
    const { id: waiting } = await asked('3009', 'active');
    expect(await request.swap({ call: waiting })).toEqual(confirmed);
    await customerHears(caller, ['agent']);
    expect(await request.complete({ call: call.id })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a consultation completed before the answer: us again where nobody answers, else the target', {
    timeout: 120_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const scene = await talking(media);
    const { desk, call, caller } = scene;
    const { request } = desk.bridge;
    const completed = async (dials: string) => {
      expect(await request.consult({ call: call.id, dials })).toEqual(confirmed);
      await desk.call((each) => each.pair?.role === 'colleague' && each.phase === 'dialling');
      const completing = request.complete({ call: call.id });
      await customerWaits(caller);
      return completing;
    };
    const noAnswer = { value: { outcome: 'refused', reason: 'target-no-answer' } };
    expect(await completed('609')).toMatchObject(noAnswer);
    await expectTogether(scene, media);
    expect(await completed('3009')).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
  });

  it('of a transfer by REFER alone, as the desk says beforehand: us where the PBX says no, else the target', {
    timeout: 120_000,
  }, async ({ skip }) => {
    const media = mediaOr(skip);
    const plain = await lab.sitWith(media, '1001', { transfers: { now: 'plain' } });
    const scene = await lab.answered(plain, { plays: 'whistle' });
    const { desk, call } = scene;
    const { request } = desk.bridge;
    expect(desk.view.transferNow).toBe('plain');
    await expectTogether(scene, media);
    expect(await request.transfer({ call: call.id, dials: '47' })).toMatchObject({
      value: { outcome: 'refused', reason: 'rejected-by-pbx' },
    });
    await expectTogether(scene, media);
    expect(await request.transfer({ call: call.id, dials: '3009' })).toEqual(confirmed);
    await expectHandedOver(scene, '3009');
    await desk.over(call.id, 'transferred');
  });

  it('of a colleague whose customer hangs up while they are asked: us', { timeout: 120_000 }, async ({ skip }) => {
    const media = mediaOr(skip);
    const { desk, call, caller } = await talking(media);
    const { request } = desk.bridge;
    await request.consult({ call: call.id, dials: '3009' });
    const { id } = await desk.call((each) => each.pair?.role === 'colleague' && each.phase === 'active');
    await caller.hangUp();
    await desk.call((each) => each.id === id && each.phase === 'active' && each.pair === null);
    await Promise.all([agentHears(media, ['robot']), robotHears(lab.pbx, '3009', ['agent'])]);
    await request.hangUp({ call: id });

    // The same while it still rings there: it echoes what we say once it has answered.
    const next = await lab.answered(desk, { plays: 'whistle' });
    await request.consult({ call: next.call.id, dials: '3001' });
    const ringing = await desk.call((each) => each.pair?.role === 'colleague' && each.phase === 'dialling');
    await next.caller.hangUp();
    await desk.call((each) => each.id === ringing.id && each.phase === 'active' && each.pair === null);
    await agentHears(media, ['agent']);
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
}
