import { describe, expect, it } from 'vitest';
import type { QueueView } from '../../../preload/contract/queues.ts';
import type { DeskBench } from './desk-bench.ts';
import { useDesk } from './use-desk.ts';

async function queueAt(desk: DeskBench, name = 'support'): Promise<QueueView | undefined> {
  const reply = await desk.bridge.request.queues({});
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.queues?.find((queue) => queue.name === name);
}
const expectQueue = (desk: DeskBench, name?: string) => expect.poll(() => queueAt(desk, name), { timeout: 15_000 });
const bob = (queue: QueueView | undefined) => queue?.members.find(({ interface: it }) => it === 'PJSIP/1002');

describe.each([22, 16] as const)('the queues of Asterisk %i', { timeout: 60_000 }, (version) => {
  const lab = useDesk(version);

  /** The desk shows of each queue what QueueSummary and QueueStatus say. */
  const agrees = async (desk: DeskBench): Promise<void> => {
    await expect
      .poll(
        async () => {
          const { truth } = lab.pbx;
          const [summaries, entries] = await Promise.all([
            truth.list({ Action: 'QueueSummary' }),
            truth.list({ Action: 'QueueStatus' }),
          ]);
          const must = summaries.map(({ Queue = '', Available, Callers }) => ({
            ...{ name: Queue, free: Number(Available), waiting: Number(Callers) },
            callers: entries.filter((each) => each['Event'] === 'QueueEntry' && each['Queue'] === Queue).length,
          }));
          const shown = await Promise.all(
            must.map(async ({ name }) => {
              const queue = await queueAt(desk, name);
              const waiting = queue?.callers.length;
              return { name, free: queue?.agents.free, waiting, callers: waiting };
            }),
          );
          return { shown, must, same: JSON.stringify(shown) === JSON.stringify(must) };
        },
        { timeout: 15_000 },
      )
      .toMatchObject({ same: true });
  };

  it('are shown with who works in them, who waits, and why somebody takes no calls', async () => {
    const alice = await lab.sit();
    const { truth } = lab.pbx;
    await expectQueue(alice).toMatchObject({
      agents: { free: 1, away: 1, paused: 0 },
      callers: [],
      longestSince: null,
      served: { withinSeconds: 30 },
    });
    const members = (await queueAt(alice))?.members ?? [];
    expect(members.find(({ me }) => me)).toMatchObject({
      ...{ interface: 'PJSIP/1001', doing: 'free', dynamic: false, pause: null },
    });
    expect(bob(await queueAt(alice))).toMatchObject({ doing: 'away', name: 'Bob Example', me: false });
    await lab.sit('1002');
    await expectQueue(alice).toMatchObject({ agents: { free: 2, away: 0 } });
    await agrees(alice);

    // Nobody is free: two customers wait, the first one longest.
    const paused = { Action: 'QueuePause', Queue: 'support', Paused: 'true' };
    await truth.action({ ...paused, Interface: 'PJSIP/1001', Reason: 'Lunch' });
    await truth.action({ ...paused, Interface: 'PJSIP/1002', Reason: '<b>break</b>' });
    await expectQueue(alice).toMatchObject({ agents: { free: 0, paused: 2 } });
    expect(bob(await queueAt(alice))?.pause).toMatchObject({ reason: '<b>break</b>', by: 'elsewhere' });
    const first = await lab.pbx.queueCall({ name: 'Ann Client', number: '15551230001' });
    await expectQueue(alice).toMatchObject({ callers: [{ party: { name: 'Ann Client' }, position: 1 }] });
    await lab.pbx.queueCall({ name: 'Ben Client', number: '15551230002' });
    await expectQueue(alice).toMatchObject({
      callers: [
        { party: { name: 'Ann Client' }, position: 1 },
        { party: { name: 'Ben Client' }, position: 2 },
      ],
    });
    const { callers = [], longestSince } = (await queueAt(alice)) ?? {};
    expect(longestSince).toBe(callers[0]?.since);
    expect(Math.abs(Date.now() - (longestSince ?? 0))).toBeLessThan(30_000);
    await agrees(alice);

    // A desk that comes now sees the same, but for who paused whom.
    const carol = await lab.sit('1003');
    await expectQueue(carol).toMatchObject({ callers: [{ position: 1 }, { position: 2 }] });
    expect(bob(await queueAt(carol))?.pause).toMatchObject({ reason: '<b>break</b>', by: null });
    await agrees(carol);

    await first.hangUp();
    await expectQueue(alice).toMatchObject({ callers: [{ party: { name: 'Ben Client' }, position: 1 }] });
    // What the PBX counts comes by a question of its own.
    await expectQueue(alice).toMatchObject({ served: { abandoned: 1 } });
    await agrees(carol);
  });

  it('are shown with members who come and go', async () => {
    const alice = await lab.sit();
    const { truth } = lab.pbx;
    await expectQueue(alice, 'sales').toMatchObject({ members: [] });
    const membership = { Queue: 'sales', Interface: 'PJSIP/1001' };
    await truth.action({ ...membership, Action: 'QueueAdd', Penalty: '3', MemberName: 'Alice' });
    await expectQueue(alice, 'sales').toMatchObject({
      members: [{ name: 'Alice', me: true, dynamic: true, penalty: 3, doing: 'free' }],
      agents: { free: 1 },
    });
    await agrees(alice);
    await truth.action({ ...membership, Action: 'QueueRemove' });
    await expectQueue(alice, 'sales').toMatchObject({ members: [] });
    await agrees(alice);
  });
});
