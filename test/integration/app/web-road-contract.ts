import { describe, expect, it } from 'vitest';
import type { DeskLab } from './use-desk.ts';

/** A desk that reaches the manager by the web server alone. */
export function webRoadContract(lab: DeskLab): void {
  describe.each(['http', 'https'] as const)('a desk whose settings reach the manager by %s', (scheme) => {
    it('pops the caller with the queue they came through, parks the next one and shows the slot', async () => {
      const { http, https } = lab.pbx.ports;
      const url = scheme === 'http' ? `http://127.0.0.1:${http}/rawman` : `https://localhost:${https}/rawman`;
      const desk = await lab.sit('1001', { ami: { url, username: 'agent1001' } });
      const caller = await lab.pbx.queueCall({ name: 'Ann Client', number: '15551230001' });
      // The queue's name is AMI's alone.
      const queued = await desk.call(({ origin }) => origin.kind === 'queue');
      expect(queued).toMatchObject({ phase: 'ringing', party: { name: 'Ann Client' }, origin: { queue: 'support' } });
      await caller.hangUp();
      await desk.until(({ calls }) => calls.every(({ phase }) => phase === 'ended'));

      const { call } = await lab.answered(desk, { number: '15551230002' });
      expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
      const { parked } = await desk.until((view) => view.parked?.length === 1);
      expect(parked).toMatchObject([{ mine: true, party: { name: 'Ann Client' } }]);
    });
  });
}
