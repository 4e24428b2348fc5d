import { afterEach, expect, test } from 'vitest';
import { AgentNotes } from '../../../main/app/agent/agent-notes.ts';
import { MyQueues } from '../../../main/app/agent/my-queues.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger } from '../../../main/base/log.ts';
import type { MemberTold, NumbersTold, QueueFact } from '../../../main/queues/queue-facts.ts';
import { reduceQueues, unknownQueues } from '../../../main/queues/queues.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
});
const log = createLogger(
  () => undefined,
  () => 0,
);
const morning = new Date(2026, 10, 26, 8, 2).getTime();
const atLunch: MemberTold = {
  ...{ queue: 'sales', interface: 'PJSIP/1014', device: 'PJSIP/1014', name: 'Ines Varga', dynamic: true },
  ...{ penalty: 0, status: 1, paused: true, pausedReason: 'Lunch', pausedAt: morning, lastCallAt: null },
  ...{ callsTaken: 0, wrapUpSeconds: 0 },
};
const told = (completed: number, servedWell: number): NumbersTold => ({
  ...{ queue: 'sales', strategy: 'ringall', completed, abandoned: 4, servedWithinSeconds: 30, servedWell },
});

let mine: MyQueues;
const clock = new FakeClock(morning);
afterEach(() => {
  mine.dispose();
  expect(clock.pending).toBe(0);
});

/** A desk that has just started, and the PBX's list. */
function start(notes: AgentNotes, ...facts: readonly QueueFact[]) {
  let state = unknownQueues;
  const changed = new Emitter<void>();
  const apply = (fact: QueueFact) => {
    state = reduceQueues(state, fact);
    changed.emit();
  };
  const watch = {
    get state() {
      return state;
    },
    ...{ onDidChange: changed.event, apply, ask: () => Promise.resolve() },
  };
  mine = new MyQueues({
    ...{ settings, clock, notes, watch: watch as never },
    ami: { action: () => Promise.reject(new Error('nothing is asked')) },
    rights: { lack: () => null, missing: () => null, onDidChange: new Emitter<void>().event } as never,
  });
  for (const fact of facts) apply(fact);
  return apply;
}
const list = (members: readonly MemberTold[], numbers: readonly NumbersTold[], at = morning): QueueFact => ({
  ...{ kind: 'queues', at, since: at, only: null, waiting: [] },
  members,
  numbers,
});

test('a planned return is there again in a desk that starts anew, until the pause is over', () => {
  const notes = new AgentNotes(null, log);
  notes.note({ backAt: morning + 1_200_000 });
  const apply = start(notes);
  // Nothing is known yet, and so nothing is over.
  expect(mine.view?.backAt).toBe(morning + 1_200_000);
  apply(list([atLunch], []));
  expect(mine.view).toMatchObject({ backAt: morning + 1_200_000, queues: [{ mine: { pause: { reason: 'Lunch' } } }] });
  apply({ kind: 'member', at: morning, member: { ...atLunch, paused: false, pausedReason: null, pausedAt: null } });
  expect([mine.view?.backAt, notes.noted.backAt]).toEqual([null, null]);
});

test('the service level is today’s, also after the desk was started anew, and begins again at midnight', async () => {
  const notes = new AgentNotes(null, log);
  start(notes, list([], [told(200, 50)]));
  expect(mine.view?.queues?.[0]?.served).toMatchObject({ completed: 0, abandoned: 0, since: morning });
  mine.dispose();
  const apply = start(notes, list([], [told(210, 51.9)]));
  expect(mine.view?.queues?.[0]?.served).toMatchObject({ completed: 10, percent: 90, since: morning });
  await clock.advance(16 * 3_600_000);
  apply(list([], [told(210, 51.9)], clock.now()));
  await clock.advance(1_000);
  expect(mine.view?.queues?.[0]?.served).toMatchObject({ completed: 0, percent: 0 });
});
