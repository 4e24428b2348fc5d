import { expect, it } from 'vitest';
import type { ListenHow } from '../../../preload/contract/listening.ts';
import type { CallView } from '../../../preload/contract/views.ts';
import { agentHears, customerHears, phoneHears, tones } from './ears.ts';
import type { Ears } from './ears-ground.ts';
import { soon } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
const supervisor = { agent: { name: 'Alice Example', extension: '1001', supervisor: true } };

/** How a supervisor's desk comes onto a call, and what can be done with its card. */
const roads = [
  {
    road: 'extensions of the dialplan',
    changes: () => ({ dialplan: { spy: { listen: '*561', whisper: '*562', barge: '*563' } } }),
    secrets: {},
    can: ['digits', 'hangUp', 'mute'],
  },
  {
    road: 'AMI, which lets it begin calls',
    changes: ({ lab }: Ears) => {
      const { ami } = lab.pbx.profileFor('1001').settings;
      return { ...supervisor, ami: { ...ami, username: 'operator' } };
    },
    secrets: { amiSecret: 'ami-operator' },
    can: ['digits', 'hangUp', 'mute'],
  },
  {
    road: 'ARI alone',
    changes: ({ lab }: Ears) => ({ ...supervisor, ami: null, ari: lab.pbx.profileFor('1001').settings.ari }),
    secrets: {},
    can: ['hangUp', 'mute'],
  },
] as const;

/** What customer and colleague hear of a supervisor who listens in. */
export function supervisorByEar(ears: Ears): void {
  const { lab, mediaOr } = ears;
  it.for(roads)(
    'of a supervisor by $road: both; whispering, the colleague alone hears them, and joining in both do',
    {
      timeout: 240_000,
    },
    async ({ changes, secrets, can }, { skip }) => {
      const media = mediaOr(skip);
      const wishes = changes(ears);
      const desk = await lab.sitWith(media, '1001', wishes, secrets);
      const { request } = desk.bridge;
      await desk.until(({ listens }) => listens?.join() === 'listen,whisper,barge');
      // Nobody is called where nobody talks, and nothing of it stays.
      if ('agent' in wishes)
        expect(await request.listenTo({ dials: '2002', how: 'listen' })).toMatchObject({
          value: { outcome: 'refused', reason: 'nobody-talks' },
        });
      const phone = await lab.pbx.deskPhone('2002', { tone: tones.robot });
      const caller = await lab.pbx.callIn({
        ...{ to: '2002', name: 'Ann Client', number: '15551230001' },
        ...{ via: 'sip', plays: 'whistle' },
      });
      await phone.rings();
      phone.answer();
      await caller.answered;
      await Promise.all([customerHears(caller, ['robot']), phoneHears(phone, ['customer'])]);

      const rang: string[] = [];
      const seen = desk.onDidChangeView(({ calls, agent }) => {
        if (agent.state === 'ringing' || calls.some(({ phase }) => phase === 'ringing'))
          rang.push(JSON.stringify(calls));
      });
      const listening = async (how: ListenHow): Promise<CallView> => {
        // My own phone is rung for it.
        await lab.canBeRung('1001');
        expect(await request.listenTo({ dials: '2002', how })).toEqual(confirmed);
        return desk.call((call) => call.phase === 'active' && call.listening?.how === how);
      };
      const ended = async ({ id }: CallView): Promise<void> => {
        expect(await request.hangUp({ call: id })).toEqual(confirmed);
        await desk.until(({ agent }) => agent.state === 'ready');
      };
      const unheard = () => Promise.all([customerHears(caller, ['robot']), phoneHears(phone, ['customer'])]);
      const call = await listening('listen');
      expect(call).toMatchObject({
        listening: { how: 'listen', extension: '2002' },
        party: { number: { raw: '2002' } },
      });
      expect(call.can.toSorted()).toEqual(can);
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
      expect([desk.view.todayCount, rang]).toEqual([0, []]);
      seen.dispose();
      const left = async () =>
        (await lab.pbx.cli('bridge show all')) + (await lab.pbx.cli('core show channels concise'));
      await expect.poll(left, soon).not.toMatch(/offhook|Snoop/);
      await phone.close();
    },
  );

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
