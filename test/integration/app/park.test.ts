import { describe, expect, it } from 'vitest';
import { loudness } from '../../support/tone.ts';
import { type Scene, useDesk } from './use-desk.ts';

const beth = { name: 'Beth Client', number: '15551230002', via: 'sip', plays: 'silence' } as const;

describe.each([22, 16] as const)('parking lots on Asterisk %i', (version) => {
  const lab = useDesk(version);
  const rate = 8_000;
  const hearsSomething = ({ caller }: Scene): boolean => loudness(caller.heard().slice(-rate / 2)) > -50;

  async function parked(): Promise<Scene & { slot: string }> {
    const scene = await lab.inCall();
    const reply = await scene.desk.bridge.request.park({ call: scene.call.id });
    if (!reply.ok || reply.value.outcome !== 'parked') throw new Error(JSON.stringify(reply));
    return { ...scene, slot: reply.value.slot };
  }

  describe('parking', () => {
    it('tells the slot, shows the call in the list and lets the agent go', async () => {
      const before = Date.now();
      const scene = await parked();
      const { desk, call, slot, caller } = scene;
      const channels = await lab.pbx.truth.channels();
      expect(channels.find(({ Uniqueid }) => Uniqueid === caller.uniqueid)).toBeDefined();
      await expect.poll(() => lab.ours()).toEqual([]);
      const { parked: list } = await desk.until((view) => view.parked?.length === 1);
      expect(list).toMatchObject([{ slot, lot: 'default', mine: true, party: { name: 'Ann Client' } }]);
      // The lab parks for twelve seconds, from some moment between then and now; AMI tells them whole.
      const returnsAt = list?.[0]?.returnsAt ?? 0;
      expect(returnsAt).toBeGreaterThan(before + 10_000);
      expect(returnsAt).toBeLessThan(Date.now() + 13_000);
      const card = await desk.over(call.id, 'parked');
      expect(card.can).toContain('takeBack');
      await expect.poll(() => hearsSomething(scene), { timeout: 3_000 }).toBe(true);
    });

    it('of the right call of two gives that one its slot', async () => {
      const first = await lab.inCall();
      const second = await lab.answered(first.desk, { number: '15551230002' });
      const reply = await first.desk.bridge.request.park({ call: first.call.id });
      expect(reply).toMatchObject({ ok: true, value: { outcome: 'parked' } });
      const { parked: list } = await first.desk.until((view) => view.parked?.length === 1);
      expect(list?.[0]?.party.number?.raw).toBe('15551230001');
      expect(await lab.with(second)).toHaveLength(1);
    });

    it('is undone by fetching the call', async () => {
      const scene = await parked();
      const { desk, call, slot } = scene;
      expect(await desk.bridge.request.retrieve({ slot })).toEqual({ ok: true, value: { outcome: 'confirmed' } });
      await desk.until((view) => view.parked?.length === 0);
      await lab.isWithMe(scene);
      expect((await desk.call(({ id }) => id === call.id)).can).not.toContain('takeBack');
    });

    it('is seen by a colleague, who can fetch the call; the loser of a race is told', async () => {
      const scene = await parked();
      const bob = await lab.sit('1002');
      await bob.until((view) => view.parked?.length === 1);
      expect(bob.view.parked).toMatchObject([{ slot: scene.slot, mine: false }]);
      const both = await Promise.all(
        [scene.desk, bob].map(({ bridge }) => bridge.request.retrieve({ slot: scene.slot })),
      );
      const outcomes = both.map((reply) => (reply.ok ? reply.value.outcome : 'lost'));
      expect(outcomes.toSorted()).toEqual(['confirmed', 'refused']);
      await expect.poll(() => lab.with(scene)).toHaveLength(1);
    });

    it('in two lots at once is one list, each with its lot, and either is fetched by its slot', async () => {
      const first = await parked();
      const bob = await lab.sit('1002', { dialplan: { park: '740' } });
      const caller = await lab.pbx.callIn({ ...beth, to: '1002' });
      const ringing = await bob.call(({ can }) => can.includes('answer'));
      await bob.bridge.request.answer({ call: ringing.id });
      await caller.answered;
      await bob.call(({ id, can }) => id === ringing.id && can.includes('park'));
      await lab.isBridged('1002');
      const reply = await bob.bridge.request.park({ call: ringing.id });
      expect(reply).toMatchObject({ value: { outcome: 'parked', slot: '741' } });
      const { parked: list } = await first.desk.until((view) => view.parked?.length === 2);
      expect(list?.map(({ lot, slot, mine }) => [lot, slot, mine])).toEqual([
        ['default', first.slot, true],
        ['front', '741', false],
      ]);
      // The same from the PBX's own list of all lots.
      const carol = await lab.sit('1003');
      await carol.until((view) => view.parked?.map(({ lot }) => lot).join() === 'default,front');
      expect(await carol.bridge.request.retrieve({ slot: '741' })).toMatchObject({ value: { outcome: 'confirmed' } });
      const { parked: left } = await first.desk.until((view) => view.parked?.length === 1);
      expect(left).toMatchObject([{ lot: 'default', slot: first.slot }]);
    });

    it('is given up by a caller who hangs up', async () => {
      const { desk, caller } = await parked();
      await desk.until((view) => view.parked?.length === 1);
      await caller.hangUp();
      await desk.until((view) => view.parked?.length === 0);
    });

    it('is still known after the PBX has been away from us, by its list', async () => {
      const { desk, slot } = await parked();
      const late = await lab.sit('1002');
      const { parked: list } = await late.until((view) => view.parked?.length === 1);
      expect(list).toMatchObject([{ slot, party: { name: 'Ann Client' } }]);
      expect(Math.abs((list?.[0]?.returnsAt ?? 0) - (desk.view.parked?.[0]?.returnsAt ?? 0))).toBeLessThan(2_000);
    });
  });
});
