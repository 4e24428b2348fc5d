import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { loudness, toneLevel } from '../../support/tone.ts';
import { type Scene, useDesk } from './use-desk.ts';

describe.each([22, 16] as const)('consultations on Asterisk %i', (version) => {
  const lab = useDesk(version);
  const rate = 8_000;
  const confirmed = { ok: true, value: { outcome: 'confirmed' } };
  const hears = ({ caller }: Scene, tone: number): boolean =>
    toneLevel(caller.heard().slice(-rate / 2), rate, tone) > -30;
  const hearsSomething = ({ caller }: Scene): boolean => loudness(caller.heard().slice(-rate / 2)) > -50;

  /** A customer on hold and a colleague called; resolves with the colleague's card when `test` holds for it. */
  async function consulting(
    dials: string,
    test: (call: CallView) => boolean,
  ): Promise<Scene & { colleague: CallView }> {
    const scene = await lab.inCall();
    const { desk, call } = scene;
    expect(await desk.bridge.request.consult({ call: call.id, dials })).toEqual(confirmed);
    const colleague = await desk.call((each) => each.pair?.role === 'colleague' && test(each));
    return { ...scene, colleague };
  }
  const isActive = ({ phase }: CallView) => phase === 'active';
  const isDialling = ({ phase }: CallView) => phase === 'dialling';

  describe('a consultation', () => {
    it('holds the customer with music, offers to complete, swap and cancel, and joins the two', async () => {
      const scene = await consulting('3009', isActive);
      const { desk, call, colleague } = scene;
      const customer = await desk.call(({ id }) => id === call.id);
      expect(customer).toMatchObject({
        phase: 'held',
        pair: { kind: 'consult', role: 'customer', with: colleague.id },
      });
      expect(customer.can).toEqual(expect.arrayContaining(['complete', 'swap', 'cancelConsult']));
      expect(colleague.can).toEqual(expect.arrayContaining(['complete', 'swap', 'cancelConsult']));
      expect(customer.can).not.toContain('transfer');
      await expect.poll(() => hearsSomething(scene)).toBe(true);
      expect(hears(scene, 440)).toBe(false);
      expect(await desk.bridge.request.complete({ call: colleague.id })).toEqual(confirmed);
      expect(await lab.ours()).toEqual([]);
      expect(await lab.with(scene)).toHaveLength(1);
      await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(true);
      await desk.over(call.id, 'transferred');
      await desk.until(({ calls }) => calls.length === 1 && calls.every(({ pair }) => pair === null));
    });

    it('completed while it still rings becomes a transfer: the customer waits for the answer, and can be taken back', async () => {
      const scene = await consulting('3001', isDialling);
      const { desk, call } = scene;
      const completing = desk.bridge.request.complete({ call: call.id });
      const waiting = await desk.call(({ id, pair }) => id === call.id && pair?.kind === 'transfer');
      expect(waiting.can).toContain('takeBack');
      expect(await completing).toEqual(confirmed);
      expect(await lab.ours()).toEqual([]);
      expect(await lab.with(scene)).toHaveLength(1);
    });
  });
});
