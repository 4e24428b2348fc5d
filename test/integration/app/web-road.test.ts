import { describe, expect, it } from 'vitest';
import { useDesk } from './use-desk.ts';

const lab = useDesk();

describe.each(['http', 'https'] as const)('a desk whose settings reach the manager by %s', (scheme) => {
  const sit = () => {
    const { http, https } = lab.pbx.ports;
    const url = scheme === 'http' ? `http://127.0.0.1:${http}/rawman` : `https://localhost:${https}/rawman`;
    return lab.sit('1001', { ami: { url, username: 'agent1001' } });
  };

  it('pops the caller with the queue they came through', async () => {
    const desk = await sit();
    const caller = await lab.pbx.queueCall({ name: 'Ann Client', number: '15551230001' });
    // The queue's name is AMI's alone.
    const call = await desk.call(({ origin }) => origin.kind === 'queue');
    expect(call).toMatchObject({ phase: 'ringing', party: { name: 'Ann Client' }, origin: { queue: 'support' } });
    await caller.hangUp();
    await desk.until(({ calls }) => calls.every(({ phase }) => phase !== 'ringing'));
  });

  it('parks a caller and shows the slot', async () => {
    const desk = await sit();
    const { call } = await lab.answered(desk);
    expect(await desk.bridge.request.park({ call: call.id })).toMatchObject({ value: { outcome: 'parked' } });
    const { parked } = await desk.until((view) => view.parked?.length === 1);
    expect(parked).toMatchObject([{ mine: true, party: { name: 'Ann Client' } }]);
  });
});
