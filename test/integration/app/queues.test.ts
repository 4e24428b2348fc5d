import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../main/base/clock.ts';
import { toDisposable } from '../../../main/base/disposable.ts';
import { wrapUpUntil } from '../../../main/queues/select-queues.ts';
import type { QueueView } from '../../../preload/contract/queues.ts';
import type { DeskView } from '../../../preload/contract/views.ts';
import { systemClock } from '../../support/system-clock.ts';
import type { DeskBench } from './desk-bench.ts';
import { useDesk } from './use-desk.ts';

async function queueAt(desk: DeskBench, name = 'support'): Promise<QueueView | undefined> {
  const reply = await desk.bridge.request.queues({});
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.queues?.find((queue) => queue.name === name);
}
const expectQueue = (desk: DeskBench, name?: string) => expect.poll(() => queueAt(desk, name), { timeout: 15_000 });
const bob = (queue: QueueView | undefined) => queue?.members.find(({ interface: it }) => it === 'PJSIP/1002');

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
const asFreePbx = { diversions: { recipe: 'freepbx' } };
const undiverted = { doNotDisturb: false, always: null, busy: null, noAnswer: null, lack: null };

/** Real time, but what is done at that interval is done when a test says that it has passed. */
function clockWhose(interval: number): { readonly clock: Clock; readonly pass: () => void } {
  const waiting = new Set<() => void>();
  const every: Clock['every'] = (each, run) => {
    if (each !== interval) return systemClock.every(each, run);
    waiting.add(run);
    return toDisposable(() => waiting.delete(run));
  };
  return {
    clock: { ...systemClock, every },
    pass: () => {
      for (const run of waiting) run();
    },
  };
}

describe.each([22, 16] as const)('the queues of Asterisk %i', { timeout: 60_000 }, (version) => {
  const lab = useDesk(version);
  const kept = async (Family: string) =>
    (await lab.pbx.truth.list({ Action: 'DBGet', Family, Key: '1001' }).catch(() => []))[0]?.['Val'] ?? '';
  const lamp = async () =>
    (await lab.pbx.truth.action({ Action: 'Getvar', Variable: 'DEVICE_STATE(Custom:DND1001)' }))['Value'];

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

  it('are signed in to and out of, and left for a while, each confirmed by the PBX’s own event', async () => {
    const alice = await lab.sit('1001', { queues: { names: ['sales', 'strict'], penalty: 1 } });
    const { truth } = lab.pbx;
    const { request } = alice.bridge;
    const done = async (asked: Promise<unknown>, event: string, headers: Readonly<Record<string, string>>) => {
      const since = truth.mark();
      expect(await asked).toEqual({ ok: true, value: { outcome: 'confirmed' } });
      // What the desk waited for is on the PBX's other connections as well, or will be this moment.
      await truth.waitFor(
        (each) => each['Event'] === event && Object.entries(headers).every(([name, value]) => each[name] === value),
        { since, within: 5_000 },
      );
    };
    const mine = (name: string) => alice.view.queues?.queues?.find((queue) => queue.name === name)?.mine;
    await alice.until(({ queues }) => queues?.queues?.length === 4 && queues.lack === null);
    // Two more are mine by their configuration, whatever the settings list.
    expect(mine('support')).toMatchObject({ dynamic: false });
    expect([mine('sales'), mine('strict')]).toEqual([null, null]);

    const Interface = 'PJSIP/1001';
    await done(request.signIn({ queue: 'sales' }), 'QueueMemberAdded', { Queue: 'sales', Interface, Penalty: '1' });
    expect(mine('sales')).toEqual({ dynamic: true, penalty: 1, pause: null });
    await done(request.setPenalty({ queue: 'sales', penalty: 4 }), 'QueueMemberPenalty', {
      Queue: 'sales',
      Penalty: '4',
    });
    expect(mine('sales')).toMatchObject({ penalty: 4 });
    const lunch = { queue: 'sales', reason: '<b>Lunch</b>', back: '20 min' };
    await done(request.pause(lunch), 'QueueMemberPause', { Queue: 'sales', Paused: '1', PausedReason: '<b>Lunch</b>' });
    expect(mine('sales')).toMatchObject({ pause: { reason: '<b>Lunch</b>', by: 'this-desk' } });
    expect(Math.abs((alice.view.queues?.backAt ?? 0) - Date.now() - 20 * 60_000)).toBeLessThan(30_000);
    // The other queues still ring.
    expect(alice.view.agent.state).toBe('ready');

    await done(request.signIn({ queue: null }), 'QueueMemberAdded', { Queue: 'strict', Interface });
    await done(request.pause({ queue: null, reason: 'Meeting', back: '' }), 'QueueMemberPause', { Queue: 'strict' });
    for (const name of ['sales', 'strict', 'support'])
      expect(mine(name)).toMatchObject({ pause: { reason: 'Meeting', by: 'this-desk' } });
    expect(alice.view.agent).toMatchObject({ state: 'paused', reason: 'Meeting' });
    expect(alice.view.queues?.backAt).toBeNull();
    await done(request.endPause({ queue: null }), 'QueueMemberPause', { Queue: 'support', Paused: '0' });
    expect(alice.view.agent.state).toBe('ready');

    expect(await request.pause({ queue: 'sales', reason: '', back: 'soonish' })).toMatchObject({
      value: { outcome: 'refused', reason: 'bad-target' },
    });
    // A supervisor, and a missed call.
    await truth.action({ Action: 'QueuePause', Interface, Queue: 'sales', Paused: 'true', Reason: 'See me' });
    await alice.until(() => mine('sales')?.pause?.by === 'elsewhere');
    const caller = await lab.pbx.queueCall({ queue: '504', name: 'Ann Client', number: '15551230009' });
    await alice.until(() => mine('strict')?.pause?.by === 'missed-call', 30_000);
    await caller.hangUp();

    await done(request.signOut({ queue: 'sales' }), 'QueueMemberRemoved', { Queue: 'sales', Interface });
    await done(request.signOut({ queue: null }), 'QueueMemberRemoved', { Queue: 'strict', Interface });
    expect([mine('sales'), mine('strict')]).toEqual([null, null]);
    expect(mine('support')).not.toBeNull();
    expect(await request.signOut({ queue: 'support' })).toMatchObject({
      value: { outcome: 'refused', reason: 'not-now' },
    });
  });

  it('let an agent go who leaves the desk: out of the queues, and paused in those of the configuration', async () => {
    const alice = await lab.sit();
    const { truth } = lab.pbx;
    const { request } = alice.bridge;
    await alice.until(({ queues }) => queues?.lack === null && (queues.queues?.length ?? 0) > 1);
    expect(await request.signIn({ queue: 'sales' })).toEqual(confirmed);
    await request.askBeforeLeaving({});
    const { away } = await alice.until((view) => view.away !== undefined);
    expect(away).toMatchObject({ why: 'closing', did: 'nothing' });
    expect(away?.queues).toEqual(expect.arrayContaining(['sales', 'support']));
    const since = truth.mark();
    expect(await request.answerAway({ how: 'sign-out' })).toEqual(confirmed);
    const isMine = (each: Readonly<Record<string, string>>, event: string, queue: string) =>
      each['Event'] === event && each['Queue'] === queue && each['Interface'] === 'PJSIP/1001';
    await truth.waitFor((each) => isMine(each, 'QueueMemberRemoved', 'sales'), { since });
    const pause = await truth.waitFor((each) => isMine(each, 'QueueMemberPause', 'support'), { since });
    expect(pause).toMatchObject({ Paused: '1', PausedReason: 'Away' });
    await alice.until((view) => view.away === undefined && view.agent.state === 'paused');
    expect(await request.endPause({ queue: null })).toEqual(confirmed);
  });

  it('are compared with the PBX every five minutes: a member whom a reload put in without a word is seen then', async () => {
    const file = join(lab.pbx.folder, 'etc/queues.conf');
    const before = await readFile(file, 'utf8');
    // The whole desk has real time, but for its five minutes.
    const { clock, pass } = clockWhose(5 * 60_000);
    const alice = await lab.starting('1001', {}, {}, null, null, clock).up();
    const mine = ({ queues }: DeskView) => queues?.queues?.find(({ name }) => name === 'sales')?.mine;
    const reload = async (text: string, there: boolean) => {
      await writeFile(file, text);
      await lab.pbx.cli('queue reload all');
      const told = async () => (await lab.pbx.cli('queue show sales')).includes('PJSIP/1001');
      await expect.poll(told, { timeout: 15_000 }).toBe(there);
    };
    try {
      await alice.until((view) => mine(view) === null);
      await reload(before.replace('[sales]\n', '[sales]\nmember => PJSIP/1001,3,Alice Example,PJSIP/1001\n'), true);
      // Whatever the PBX had to tell of it came before this is over: the desk heard of a change that was made after it.
      expect(await alice.bridge.request.signIn({ queue: 'hasty' })).toEqual(confirmed);
      expect(await alice.bridge.request.signOut({ queue: 'hasty' })).toEqual(confirmed);
      expect(mine(alice.view)).toBeNull();
      pass();
      const view = await alice.until((each) => mine(each) !== null);
      expect(mine(view)).toEqual({ dynamic: false, penalty: 3, pause: null });
      // And that they have been taken out again.
      await reload(before, false);
      pass();
      await alice.until((each) => mine(each) === null);
    } finally {
      await reload(before, false);
    }
  });

  it('leave an agent alone after a call until the moment the desk works out', async () => {
    const alice = await lab.sit();
    const { truth } = lab.pbx;
    const mine = async () => {
      const rows = await truth.list({ Action: 'QueueStatus', Queue: 'support', Member: 'PJSIP/1001' });
      return rows.find(({ Event }) => Event === 'QueueMember');
    };
    const first = await lab.pbx.queueCall({ name: 'Ann Client', number: '15551230011' });
    const { id } = await alice.call(({ can }) => can.includes('answer'));
    await alice.bridge.request.answer({ call: id });
    await alice.call((call) => call.id === id && call.phase === 'active');
    const callsBefore = Number((await mine())?.['CallsTaken']);
    await first.hangUp();
    // AgentComplete is told before the call is counted (app_queue.c, handle_hangup), and from then on nobody is rung.
    await expect.poll(async () => Number((await mine())?.['CallsTaken']), { timeout: 20_000 }).toBe(callsBefore + 1);
    const since = truth.mark();
    const second = await lab.pbx.queueCall({ name: 'Ben Client', number: '15551230012' });
    await truth.waitFor(({ Event, Interface }) => Event === 'AgentCalled' && Interface === 'PJSIP/1001', {
      since,
      within: 20_000,
    });
    const rung = Date.now();
    const me = await mine();
    const lastCallAt = Number(me?.['LastCall']) * 1000;
    expect(lastCallAt).toBeGreaterThan(0);
    // AMI tells a member's own time alone, and this one has none: `wrapuptime` of queues.conf counts.
    const wrapUpSeconds = Number(me?.['Wrapuptime']);
    expect(wrapUpSeconds).toBe(0);
    const until = wrapUpUntil({ doing: 'free', lastCallAt, wrapUpSeconds }, 3);
    expect(until).toBe(lastCallAt + 3000);
    expect(rung).toBeGreaterThanOrEqual(until ?? Number.POSITIVE_INFINITY);
    await second.hangUp();
  });

  it('are shown alone where the AMI user may not sign in, with the class that is missing', async () => {
    const ami = { ...lab.pbx.profileFor('1001').settings.ami, username: 'viewer' };
    const alice = lab.starting('1001', { ami }, { amiSecret: 'ami-viewer' });
    const { queues } = await alice.until(
      ({ queues: told }) => (told?.queues?.length ?? 0) > 0 && told?.lack?.kind !== 'no-ami',
    );
    expect(queues?.lack).toEqual({ kind: 'needs-class', classes: ['agent'] });
    expect(await alice.bridge.request.signIn({ queue: 'sales' })).toMatchObject({
      value: { outcome: 'refused', reason: 'not-permitted' },
    });
  });

  it('are beside do-not-disturb and forwarding, which the PBX’s own database holds and phones’ lamps show', async () => {
    const ami = { ...lab.pbx.profileFor('1001').settings.ami, username: 'recorder' };
    const alice = await lab.starting('1001', { ami, ...asFreePbx }, { amiSecret: 'ami-recorder' }).up();
    const { request } = alice.bridge;
    await alice.until(({ diversions }) => diversions?.offers.length === 4);
    expect(alice.view.diversions).toMatchObject(undiverted);

    expect(await request.setDoNotDisturb({ on: true })).toEqual(confirmed);
    expect(await kept('DND')).toBe('YES');
    expect(await lamp()).toBe('BUSY');
    expect(await request.setForward({ when: 'always', to: '1002' })).toEqual(confirmed);
    expect(await request.setForward({ when: 'noAnswer', to: '2001' })).toEqual(confirmed);
    expect([await kept('CF'), await kept('CFU')]).toEqual(['1002', '2001']);
    await alice.until(({ diversions }) => diversions?.always === '1002' && diversions.noAnswer === '2001');

    // By a key of my desk phone, whose dialplan sets the lamp too.
    await lab.pbx.truth.action({ Action: 'DBDel', Family: 'DND', Key: '1001' });
    await lab.pbx.truth.action({ Action: 'Setvar', Variable: 'DEVICE_STATE(Custom:DND1001)', Value: 'NOT_INUSE' });
    await alice.until(({ diversions }) => diversions?.doNotDisturb === false);

    expect(await request.setForward({ when: 'always', to: null })).toEqual(confirmed);
    expect(await request.setForward({ when: 'noAnswer', to: null })).toEqual(confirmed);
    await alice.until(({ diversions }) => diversions?.always === null && diversions.noAnswer === null);
    expect(alice.view.diversions).toMatchObject(undiverted);
  });

  it('are beside do-not-disturb that a desk with the least rights sets by the PBX’s feature code', async () => {
    const alice = await lab.sit('1001', asFreePbx);
    const { request } = alice.bridge;
    await alice.until(({ diversions }) => diversions?.offers.length === 4);

    expect(await request.setDoNotDisturb({ on: true })).toEqual(confirmed);
    expect([await kept('DND'), alice.view.diversions?.doNotDisturb]).toEqual(['YES', true]);
    await alice.until(({ agent }) => agent.state === 'ready');
    expect(await request.setForward({ when: 'always', to: '1002' })).toEqual(confirmed);
    // A feature code is no call with anybody.
    await alice.until(({ agent, diversions }) => agent.state === 'ready' && diversions?.always === '1002');
    expect(alice.view.todayCount).toBe(0);

    const { caller } = await lab.answered(alice);
    expect(await request.setDoNotDisturb({ on: false })).toMatchObject({
      value: { outcome: 'refused', reason: 'not-now' },
    });
    await caller.hangUp();
    await alice.until(({ agent }) => agent.state === 'ready');
    expect(await request.setDoNotDisturb({ on: false })).toEqual(confirmed);
    await alice.until(({ agent }) => agent.state === 'ready');
    expect(await request.setForward({ when: 'always', to: null })).toEqual(confirmed);
    expect([await kept('DND'), await kept('CF')]).toEqual(['', '']);
    expect(alice.view.diversions).toMatchObject(undiverted);
  });
});
