import { expect, it } from 'vitest';
import type { Target } from '../../../renderer/search/target.ts';
import { findTargets } from '../../support/find-targets.ts';
import type { DeskBench } from './desk-bench.ts';
import { useDesk } from './use-desk.ts';

const lab = useDesk();

const find = (desk: DeskBench, text: string): Promise<readonly Target[]> => findTargets(desk.bridge, text);
const expectFirst = (desk: DeskBench, text: string) => expect.poll(async () => (await find(desk, text))[0]);
const expectQueue = (desk: DeskBench, queue: Target['queue']) =>
  expect.poll(async () => (await find(desk, 'supp'))[0]?.queue, { timeout: 5_000 }).toEqual(queue);

it('colleagues are found by name, with what they are doing now', async () => {
  const alice = await lab.sit();
  await expectFirst(alice, 'bob').toMatchObject({
    kind: 'colleague',
    name: 'Bob Example',
    dials: '1002',
    presence: 'offline',
    warning: 'offline',
    matched: [[0, 3]],
  });

  const bob = await lab.sit('1002');
  await expectFirst(alice, 'bob').toMatchObject({ presence: 'free', warning: null, since: null });

  await lab.pbx.callIn({ to: '1002', name: 'Ann Client', number: '15551230001', via: 'sip' });
  await expectFirst(alice, 'bob').toMatchObject({ presence: 'ringing', warning: 'ringing' });

  const before = Date.now();
  const ringing = await bob.call(({ phase }) => phase === 'ringing');
  await bob.bridge.request.answer({ call: ringing.id });
  await expectFirst(alice, 'bob').toMatchObject({ presence: 'busy', warning: 'busy' });
  const since = (await find(alice, 'bob'))[0]?.since ?? 0;
  expect(Math.abs(since - before)).toBeLessThan(2_000);

  await bob.bridge.request.hangUp({ call: ringing.id });
  await expectFirst(alice, 'bob').toMatchObject({ presence: 'free' });
  await lab.pbx.truth.action({ Action: 'QueuePause', Interface: 'PJSIP/1002', Paused: 'true', Reason: 'Lunch' });
  await expectFirst(alice, 'bob').toMatchObject({ presence: 'away', warning: 'paused', pausedFor: 'Lunch' });
  await lab.pbx.truth.action({ Action: 'QueuePause', Interface: 'PJSIP/1002', Paused: 'false' });
  await expectFirst(alice, 'bob').toMatchObject({ presence: 'free' });
});

it('queues and conferences are among them; I am not; digits come last', async () => {
  const alice = await lab.sit();
  await expectFirst(alice, 'supp').toMatchObject({ kind: 'queue', dials: '500', name: 'support' });
  // Alice is in it and free; Bob's phone is not there.
  await expectQueue(alice, { free: 1, waiting: 0 });
  await lab.pbx.truth.action({ Action: 'QueuePause', Interface: 'PJSIP/1001', Paused: 'true' });
  await lab.pbx.queueCall({ name: 'Ann Client', number: '15551230001' });
  await expectQueue(alice, { free: 0, waiting: 1 });
  await lab.pbx.truth.action({ Action: 'QueuePause', Interface: 'PJSIP/1001', Paused: 'false' });
  // Queues and hints are two lists of the PBX; either may be here first.
  await expectFirst(alice, '800').toMatchObject({ kind: 'conference', dials: '800' });
  expect(await find(alice, '800')).toHaveLength(1);
  const everybody = await find(alice, '');
  expect(everybody.map(({ dials }) => dials)).toEqual(expect.arrayContaining(['1002', '1003', '1004', '2001', '500']));
  expect(everybody.map(({ dials }) => dials)).not.toContain('1001');
  const typed = await find(alice, '100');
  expect(typed.at(-1)).toMatchObject({ kind: 'number', dials: '100', name: null });
  expect(typed.slice(0, -1).every(({ kind }) => kind === 'colleague')).toBe(true);
});

it('a colleague of the settings is found by the name given there, and by team', async () => {
  const colleagues = [
    { name: 'Robert "Bob" Example', extension: '1002', team: 'Billing' },
    { name: 'Zoë Elsewhere', extension: '7777' },
  ];
  const alice = await lab.sit('1001', { colleagues });
  await expectFirst(alice, 'bill').toMatchObject({ dials: '1002', name: 'Robert "Bob" Example', presence: 'offline' });
  // From the settings: known without the PBX.
  expect(await find(alice, 'zoe')).toMatchObject([{ dials: '7777', presence: 'unknown', warning: null }]);
});

it('who was sent somebody comes first next time', async () => {
  const scene = await lab.inCall();
  const { desk, call } = scene;
  const dave = (list: readonly Target[]) => list.findIndex(({ dials }) => dials === '1004');
  await expect.poll(async () => dave(await find(desk, ''))).toBeGreaterThan(0);
  await desk.bridge.request.consult({ call: call.id, dials: '1004' });
  expect(dave(await find(desk, ''))).toBe(0);
});

it('a number of today is found by name, and a colleague by company', async () => {
  const { desk, call, caller } = await lab.inCall();
  await caller.hangUp();
  await desk.until(({ today }) => today.length === 1);
  await expectFirst(desk, 'ann cl').toMatchObject({ kind: 'recent', name: 'Ann Client', called: { direction: 'in' } });
  expect((await find(desk, ''))[0]).toMatchObject({ kind: 'recent', dials: '+15551230001' });
  expect(call.party.name).toBe('Ann Client');
  const colleagues = [{ name: 'Bob Example', extension: '1002', team: 'Billing', company: 'Acme Haulage' }];
  const other = await lab.sit('1003', { colleagues });
  await expectFirst(other, 'acme').toMatchObject({ dials: '1002', team: 'Billing', company: 'Acme Haulage' });
});
