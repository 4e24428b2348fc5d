import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../preload/contract/bridge.ts';
import type { CallAction, CallView } from '../../../preload/contract/views.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Scene, useDesk } from './use-desk.ts';

const lab = useDesk();

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
    else await expect.poll(() => lab.ours()).toEqual([]);
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

const robots = ['3009', '3001', '3003', '609', '608', '3007'] as const;
type Act = (request: Bridge['request'], call: CallView, dials: string) => Promise<unknown>;
const acts: ReadonlyMap<CallAction, Act> = new Map<CallAction, Act>([
  ['hold', (request, { id }) => request.hold({ call: id })],
  ['resume', (request, { id }) => request.resume({ call: id })],
  // Consultations with those who answer, transfers to those who don't: the customer stays for the next key.
  [
    'transfer',
    (request, { id }, dials) => {
      const answers = dials === '3009' || dials === '3001';
      return answers ? request.consult({ call: id, dials }) : request.transfer({ call: id, dials });
    },
  ],
  ['swap', (request, { id }) => request.swap({ call: id })],
  ['cancelConsult', (request, { id }) => request.cancelConsult({ call: id })],
  ['takeBack', (request, { id }) => request.takeBack({ call: id })],
  ['park', (request, { id }) => request.park({ call: id })],
]);

it.each([1, 2, 3])('twelve keys in a row, any of them, keep the law (%i)', async (seed) => {
  const scene = await lab.inCall();
  const { desk } = scene;
  const random = seededRandom(seed);
  const pick = <Value>(from: readonly Value[]): Value | undefined => from[Math.floor(random() * from.length)];
  const pressed: string[] = [];
  for (let key = 0; key < 12; key++) {
    const call = pick(desk.view.calls.filter(({ can }) => can.some((action) => acts.has(action))));
    const action = pick(call?.can.filter((each) => acts.has(each)) ?? []);
    const act = action === undefined ? undefined : acts.get(action);
    pressed.push(`${action ?? 'nothing'} ${call?.phase ?? ''}`);
    if (call !== undefined) void act?.(desk.bridge.request, call, pick(robots) ?? '3009');
    // oxlint-disable-next-line no-await-in-loop -- keys come one after the other
    await delay(30 + random() * 600);
  }
  await expectLaw(scene).catch((error: unknown) => {
    throw new Error(`after ${pressed.join(', ')}`, { cause: error });
  });
});
