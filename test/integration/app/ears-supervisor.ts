import { expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { agentHears, customerHears, phoneHears, tones } from './ears.ts';
import type { Ears } from './ears-ground.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };

/** What customer and colleague hear of a supervisor who listens in. */
export function supervisorByEar({ lab, mediaOr }: Ears): void {
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
