import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AmiAction } from '../../../main/ami/action.ts';
import type { AmiRefusal } from '../../../main/ami/refusal.ts';
import { QueueCommands } from '../../../main/app/agent/queue-commands.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { MemberTold, QueueFact } from '../../../main/queues/queue-facts.ts';
import { reduceQueues, unknownQueues } from '../../../main/queues/queues.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
});
const me: MemberTold = {
  ...{ queue: 'sales', interface: 'PJSIP/1014', device: 'PJSIP/1014', name: 'Ines Varga', dynamic: true },
  ...{ penalty: 0, status: 1, paused: false, pausedReason: null, pausedAt: null, lastCallAt: null },
  ...{ callsTaken: 0, wrapUpSeconds: 0 },
};
const numbers = { strategy: 'ringall', completed: 0, abandoned: 0, servedWithinSeconds: 0, servedWell: 0 };

/** A PBX that answers as it is told, and lists what it holds when it is asked. */
class FakeQueues {
  readonly clock = new FakeClock(1000);
  readonly sent: AmiAction[] = [];
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  state = unknownQueues;
  holds: readonly MemberTold[] = [];
  refuses: AmiRefusal | null = null;
  asks = 0;

  apply(fact: QueueFact): void {
    this.state = reduceQueues(this.state, fact);
    this.changed.emit();
  }
  ask(): Promise<void> {
    this.asks += 1;
    this.list();
    return Promise.resolve();
  }
  list(): void {
    const at = this.clock.now();
    const only = { kind: 'queues', at, since: at, only: null, members: this.holds, waiting: [] } as const;
    this.apply({ ...only, numbers: [{ ...numbers, queue: 'sales' }] });
  }
  tell(member: MemberTold): void {
    this.apply({ kind: 'member', at: this.clock.now(), member });
  }
  action(action: AmiAction) {
    this.sent.push(action);
    return Promise.resolve(this.refuses === null ? success({} as never) : failed(this.refuses));
  }
}

let pbx: FakeQueues;
let commands: QueueCommands;
let plans: (number | null)[];
beforeEach(() => {
  pbx = new FakeQueues();
  plans = [];
  commands = new QueueCommands({
    ...{ ami: pbx, watch: pbx, settings, clock: pbx.clock },
    rights: { missing: () => null },
    onPlan: (backAt) => plans.push(backAt),
  });
});
afterEach(() => expect(pbx.clock.pending).toBe(0));

const signIn = () => commands.signIn({ queue: 'sales' });
const pause = () => commands.pause({ queue: 'sales', reason: 'Lunch', back: '' });

describe('signing in', () => {
  test('is confirmed by the PBX’s event, not by its answer', async () => {
    pbx.list();
    let outcome: unknown = null;
    const asked = signIn().then((each) => {
      outcome = each;
    });
    await pbx.clock.advance(500);
    expect(pbx.sent.map(({ name }) => name)).toEqual(['QueueAdd']);
    expect(outcome).toBeNull();
    pbx.tell(me);
    await asked;
    expect(outcome).toEqual({ outcome: 'confirmed' });
  });

  test('that no event tells of is looked for before anything is said', async () => {
    pbx.list();
    const asked = signIn();
    pbx.holds = [me];
    await pbx.clock.advance(5000);
    expect(await asked).toEqual({ outcome: 'confirmed' });
    expect(pbx.asks).toBe(1);
  });

  test('that has left no trace is unconfirmed', async () => {
    pbx.list();
    const asked = signIn();
    await pbx.clock.advance(5000);
    expect(await asked).toEqual({ outcome: 'unconfirmed', afterMs: 4000 });
  });

  test('where I was all along, unseen by the desk, repairs what it shows', async () => {
    pbx.list();
    pbx.refuses = { kind: 'error', message: 'Unable to add interface: Already there' };
    pbx.holds = [me];
    const asked = signIn();
    await pbx.clock.advance(0);
    expect(await asked).toEqual({ outcome: 'confirmed' });
    expect(pbx.state.queues.get('sales')?.members.size).toBe(1);
  });

  test('that is refused says why', async () => {
    pbx.list();
    pbx.refuses = { kind: 'error', message: 'Unable to add interface to queue: No such queue' };
    expect(await signIn()).toMatchObject({
      outcome: 'refused',
      detail: 'Unable to add interface to queue: No such queue',
    });
    pbx.refuses = { kind: 'denied' };
    expect(await signIn()).toMatchObject({ outcome: 'refused', reason: 'not-permitted' });
    pbx.refuses = { kind: 'not-connected' };
    expect(await signIn()).toMatchObject({ outcome: 'refused', reason: 'offline' });
  });
});

describe('a pause', () => {
  test('is this desk’s own, and the plan to be back counts from its confirmation on', async () => {
    pbx.holds = [me];
    pbx.list();
    const asked = commands.pause({ queue: null, reason: 'Lunch', back: '20 min' });
    await pbx.clock.advance(0);
    expect(plans).toEqual([]);
    pbx.tell({ ...me, paused: true, pausedReason: 'Lunch', pausedAt: 1000 });
    expect(await asked).toEqual({ outcome: 'confirmed' });
    expect(plans).toEqual([1000 + 20 * 60_000]);
    expect(pbx.state.queues.get('sales')?.members.get('PJSIP/1014')?.pausedBy).toBe('this-desk');
  });

  test('with another reason than was wished is not taken for it', async () => {
    pbx.holds = [{ ...me, paused: true, pausedReason: 'Auto-Pause', pausedAt: 900 }];
    pbx.list();
    const asked = pause();
    await pbx.clock.advance(5000);
    expect(await asked).toMatchObject({ outcome: 'unconfirmed' });
  });

  test('in a queue I have left meanwhile looks again', async () => {
    pbx.list();
    expect(await pause()).toMatchObject({ outcome: 'refused', reason: 'not-now' });
    expect(pbx.asks).toBe(1);
    expect(pbx.sent).toEqual([]);
  });
});
