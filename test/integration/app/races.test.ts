import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { expectLaw as keepLaw, pressInARow } from './moves-in-a-row.ts';
import { type Scene, soon, useDesk } from './use-desk.ts';

describe.each([22, 16] as const)('on Asterisk %i', (version) => {
  const lab = useDesk(version);

  /** What the model shows is what the PBX has, and the customer is with somebody: the law after whatever happened. */
  async function expectLaw(scene: Scene): Promise<void> {
    const { desk, caller } = scene;
    await expect
      .poll(
        async () => {
          const alive = desk.view.calls.filter(({ phase }) => phase !== 'ended');
          const channels = await lab.pbx.truth.channels();
          const customer = channels.find(({ Uniqueid }) => Uniqueid === caller.uniqueid);
          const isParked = desk.view.parked?.length === 1;
          return {
            missing: (await lab.ours()).length - alive.length,
            pairs: alive.filter(({ pair }) => pair !== null).length % 2,
            isWithSomebody: isParked || (customer !== undefined && (await lab.with(scene)).length === 1),
          };
        },
        { timeout: 8_000, interval: 200 },
      )
      .toEqual({ missing: 0, pairs: 0, isWithSomebody: true });
  }

  describe('at the same moment', () => {
    it('hold and transfer end with the customer handed over', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      const both = [
        desk.bridge.request.hold({ call: call.id }),
        desk.bridge.request.transfer({ call: call.id, dials: '3009' }),
      ];
      expect(await Promise.all(both)).toMatchObject([{ ok: true }, { value: { outcome: 'confirmed' } }]);
      await expectLaw(scene);
      expect(await lab.ours()).toEqual([]);
    });

    it('two completions are one', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      await desk.bridge.request.consult({ call: call.id, dials: '3009' });
      await desk.call(({ phase, pair }) => phase === 'active' && pair?.role === 'colleague');
      const both = await Promise.all([1, 2].map(() => desk.bridge.request.complete({ call: call.id })));
      expect(both.map((reply) => reply.ok && reply.value.outcome)).toEqual(['confirmed', 'refused']);
      await expectLaw(scene);
    });

    it('a completion and the colleague hanging up lose nobody', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      await desk.bridge.request.consult({ call: call.id, dials: '3009' });
      await desk.call(({ phase, pair }) => phase === 'active' && pair?.role === 'colleague');
      const robot = (await lab.pbx.truth.channels()).find(({ Channel = '' }) => /^Local\/3009.*;2$/.test(Channel));
      const completing = desk.bridge.request.complete({ call: call.id });
      await lab.pbx.truth.action({ Action: 'Hangup', Channel: robot?.['Channel'] ?? '' });
      const reply = await completing;
      // Either they were together for a moment, or the customer is still ours.
      const isOurs = desk.view.calls.some(({ id, phase }) => id === call.id && phase !== 'ended');
      expect(isOurs).toBe(reply.ok && reply.value.outcome !== 'confirmed');
      if (isOurs) await expectLaw(scene);
      else await expect.poll(() => lab.ours(), soon).toEqual([]);
    });

    it('taking back and the target answering leave the customer with one of the two', async () => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      const transfer = desk.bridge.request.transfer({ call: call.id, dials: '3009' });
      await desk.call(({ phase }) => phase === 'dialling');
      // 3009 rings for a second.
      await delay(950);
      await desk.bridge.request.takeBack({ call: call.id });
      await transfer;
      await expectLaw(scene);
    });
  });

  // Another row of keys on each; `npm run soak -- moves` presses thousands.
  it(`twenty keys in a row, any of them, keep the law (${version})`, async () => {
    const { desk, caller } = await lab.inCall();
    const random = seededRandom(version === 22 ? 1 : 2);
    const ground = { pbx: lab.pbx, desk, customer: caller.uniqueid, random, keys: 20 };
    await keepLaw(ground, await pressInARow(ground));
  });
});
