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
    it('holds the customer with music and offers to complete, swap and cancel', async () => {
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
    });

    it.each(['customer', 'colleague'] as const)('completed from the card of the %s joins the two', async (from) => {
      const scene = await consulting('3009', isActive);
      const { desk, call, colleague } = scene;
      const id = from === 'customer' ? call.id : colleague.id;
      expect(await desk.bridge.request.complete({ call: id })).toEqual(confirmed);
      expect(await lab.ours()).toEqual([]);
      expect(await lab.with(scene)).toHaveLength(1);
      await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(true);
      const { calls } = await desk.until(
        (view) => view.calls.length === 1 && view.calls.every(({ phase }) => phase === 'ended'),
      );
      expect(calls).toMatchObject([{ id: call.id, reason: 'transferred', pair: null }]);
    });

    it('swapped lets the other one talk, and back; then completes all the same', async () => {
      const scene = await consulting('3009', isActive);
      const { desk, call, colleague } = scene;
      expect(await desk.bridge.request.swap({ call: colleague.id })).toEqual(confirmed);
      await desk.until(({ calls }) => calls.some(({ id, phase }) => id === call.id && phase === 'active'));
      expect(await desk.call(({ id }) => id === colleague.id)).toMatchObject({ phase: 'held' });
      expect(await desk.bridge.request.swap({ call: colleague.id })).toEqual(confirmed);
      expect(await desk.call(({ id }) => id === call.id)).toMatchObject({ phase: 'held' });
      expect(await desk.bridge.request.swap({ call: call.id })).toEqual(confirmed);
      expect(await desk.bridge.request.complete({ call: call.id })).toEqual(confirmed);
      expect(await lab.ours()).toEqual([]);
      await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(true);
    });

    it('cancelled hangs the colleague up and takes the customer back', async () => {
      const scene = await consulting('3009', isActive);
      const { desk, call, colleague } = scene;
      expect(await desk.bridge.request.cancelConsult({ call: colleague.id })).toEqual(confirmed);
      await desk.call(({ id, phase, pair }) => id === call.id && phase === 'active' && pair === null);
      await expect.poll(() => lab.ours()).toHaveLength(1);
      expect(await lab.with(scene)).toEqual(await lab.ours());
    });

    it('cancelled while it rings does the same', async () => {
      const scene = await consulting('3002', isDialling);
      const { desk, call } = scene;
      expect(await desk.bridge.request.cancelConsult({ call: call.id })).toEqual(confirmed);
      await desk.call(({ id, phase, pair }) => id === call.id && phase === 'active' && pair === null);
      await expect.poll(() => lab.ours()).toHaveLength(1);
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

    it.each([
      ['busy', '3003', 'target-busy'],
      ['not reachable', '611', 'target-unreachable'],
      ['not answering', '609', 'target-no-answer'],
    ])('with a colleague %s ends by itself, with the customer back and told why', async (_, dials, reason) => {
      const scene = await lab.inCall();
      const { desk, call } = scene;
      await desk.bridge.request.consult({ call: call.id, dials });
      const back = await desk.call(
        ({ id, phase, operation }) => id === call.id && phase === 'active' && operation !== null,
      );
      expect(back).toMatchObject({ pair: null, operation: { state: 'refused', action: 'transfer', reason } });
      await expect.poll(() => lab.ours()).toHaveLength(1);
      expect(await lab.with(scene)).toEqual(await lab.ours());
    });

    it('goes on as a plain call when the customer hangs up', async () => {
      const { desk, call, colleague, caller } = await consulting('3009', isActive);
      await caller.hangUp();
      await desk.call(({ id, phase }) => id === call.id && phase === 'ended');
      expect(await desk.call(({ id }) => id === colleague.id)).toMatchObject({ phase: 'active', pair: null });
      expect(await lab.ours()).toHaveLength(1);
    });

    it('leaves the customer on hold when the colleague hangs up after talking', async () => {
      const scene = await consulting('3005', isActive);
      const { desk, call, colleague } = scene;
      await desk.call(({ id, phase }) => id === colleague.id && phase === 'ended', 8_000);
      const customer = await desk.call(({ id }) => id === call.id);
      expect(customer).toMatchObject({ phase: 'held', pair: null });
      expect(customer.can).toContain('resume');
      await expect.poll(() => hearsSomething(scene)).toBe(true);
    });
  });
});
