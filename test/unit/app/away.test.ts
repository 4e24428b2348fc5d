import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Away } from '../../../main/app/agent/away.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import type { MyQueues as MyQueuesView, QueueSummary } from '../../../preload/contract/my-queues.ts';
import type { Outcome } from '../../../preload/contract/requests.ts';
import { FakeClock } from '../../support/fake-clock.ts';

type Place = QueueSummary['mine'];
const confirmed: Outcome = { outcome: 'confirmed' };
const minute = 60_000;

let clock: FakeClock;
let away: Away;
let places: Record<string, Place>;
let asked: string[];
let idle: number;
let isOnCall: boolean;
let answer: Outcome;
const left = new Emitter<'locked' | 'closed'>();
const returned = new Emitter<void>();
const changed = new Emitter<void>();

const inIt = (dynamic = true): Place => ({ dynamic, penalty: 0, pause: null });
const paused = (dynamic = true): Place => ({
  ...{ dynamic, penalty: 0 },
  pause: { reason: 'Away', since: 0, by: 'this-desk' },
});
const view = (): MyQueuesView => ({
  queues: Object.entries(places).map(([name, mine]) => ({
    ...{ name, mine, waiting: 0, longestSince: null, served: null },
    agents: { free: 0, ringing: 0, busy: 0, paused: 0, away: 0 },
  })),
  ...{ lack: null, reasons: [], backAt: null, whenAway: 'ask', wrapUpUntil: null },
});
/** What the PBX makes of it. */
const become = (next: Record<string, Place>) => {
  places = { ...places, ...next };
  changed.emit();
};
const eachOfMine = (change: (place: NonNullable<Place>) => Place, queue: string | null = null) =>
  become(
    Object.fromEntries(
      Object.entries(places).map(([name, place]) => [
        name,
        place === null || (queue !== null && queue !== name) ? place : change(place),
      ]),
    ),
  );

function open(set: object = {}) {
  const settings = settingsSchema.parse({
    agent: { name: 'Ines Varga', extension: '1014' },
    sip: { url: 'wss://pbx.example/ws', username: '1014' },
    queues: { away: set },
  });
  const told = (word: string, change: () => void) => {
    asked.push(word);
    if (answer.outcome === 'confirmed') change();
    return Promise.resolve(answer);
  };
  const handlers = {
    signIn: ({ queue }: { queue: string }) => told(`signIn ${queue}`, () => become({ [queue]: inIt() })),
    signOut: () => told('signOut', () => eachOfMine((place) => (place.dynamic ? null : place))),
    pause: ({ reason }: { reason: string }) =>
      told(`pause ${reason}`, () => eachOfMine(({ dynamic }) => paused(dynamic))),
    endPause: ({ queue }: { queue: string }) =>
      told(`endPause ${queue}`, () => eachOfMine(({ dynamic }) => inIt(dynamic), queue)),
  };
  away?.dispose();
  away = new Away({
    queues: {
      get view() {
        return view();
      },
      onDidChange: changed.event,
      handlers: () => handlers as never,
    },
    ...{ settings, clock, isOnCall: () => isOnCall },
    person: { onDidLeave: left.event, onDidReturn: returned.event, idleSeconds: () => idle },
  });
}
beforeEach(() => {
  [clock, asked, idle, isOnCall, answer] = [new FakeClock(1000), [], 0, false, confirmed];
  places = { sales: inIt(), support: inIt(false), accounts: null };
  open();
});
afterEach(() => {
  away.dispose();
  expect(clock.pending).toBe(0);
});
const say = (how: 'stay' | 'pause' | 'sign-out' | 'back') => away.handlers().answerAway({ how });

describe('an agent who leaves while queues ring the desk', () => {
  test('is asked on a locked screen; staying is one answer, and the next lock asks again', async () => {
    left.emit('locked');
    expect(away.view).toEqual({
      ...{ why: 'locked', since: 1000, queues: ['sales', 'support'], did: 'nothing', failed: false },
    });
    returned.emit();
    expect(await say('stay')).toEqual(confirmed);
    expect([away.view, asked]).toEqual([null, []]);
    await clock.advance(minute);
    expect(away.view).toBeNull();
    left.emit('locked');
    expect(away.view?.why).toBe('locked');
  });

  test('signs out, and is paused where the PBX itself put them', async () => {
    left.emit('locked');
    expect(await say('sign-out')).toEqual(confirmed);
    expect(asked).toEqual(['signOut', 'pause Away']);
    expect(away.view).toBeNull();
  });

  test('is asked once after a while without a touch, and not in a call, however long it is', async () => {
    idle = 19 * 60;
    await clock.advance(10_000);
    expect(away.view).toBeNull();
    [idle, isOnCall] = [20 * 60, true];
    await clock.advance(10_000);
    expect(away.view).toBeNull();
    isOnCall = false;
    await clock.advance(10_000);
    expect(away.view?.why).toBe('idle');
    await say('stay');
    await clock.advance(10 * minute);
    expect(away.view).toBeNull();
    idle = 0;
    await clock.advance(10_000);
    idle = 20 * 60;
    await clock.advance(10_000);
    expect(away.view?.why).toBe('idle');
  });

  test('is taken out at once where the settings say so, is told, and goes back by one answer', async () => {
    open({ whenAway: 'sign-out', idleMinutes: 0, reason: 'Not here' });
    idle = 999_999;
    await clock.advance(minute);
    expect(asked).toEqual([]);
    left.emit('locked');
    await clock.advance(0);
    expect(asked).toEqual(['signOut', 'pause Not here']);
    expect(away.view).toMatchObject({ did: 'sign-out', queues: ['sales', 'support'] });
    expect(await say('back')).toEqual(confirmed);
    expect(asked.slice(2)).toEqual(['signIn sales', 'endPause support']);
    expect(away.view).toBeNull();
  });

  test('whom the PBX did not let go is told so, and asked', async () => {
    open({ whenAway: 'pause' });
    answer = { outcome: 'unconfirmed', afterMs: 4000 };
    left.emit('locked');
    await clock.advance(0);
    expect(away.view).toMatchObject({ did: 'nothing', failed: true, queues: ['sales', 'support'] });
    expect(await say('pause')).toEqual(answer);
    expect(away.view).not.toBeNull();
  });

  test('is not asked what is settled: who is paused, signed out meanwhile, or never was in a queue', async () => {
    left.emit('locked');
    become({ sales: null, support: paused(false) });
    expect(away.view).toBeNull();
    returned.emit();
    left.emit('locked');
    expect(away.view).toBeNull();
    open({ whenAway: 'stay' });
    become({ sales: inIt() });
    left.emit('locked');
    idle = 999_999;
    await clock.advance(minute);
    expect(away.view).toBeNull();
  });

  test('who has closed every page is asked by nobody, and taken out where the settings say so', async () => {
    left.emit('closed');
    await clock.advance(minute);
    expect([away.view, asked]).toEqual([null, []]);
    open({ whenAway: 'pause' });
    left.emit('closed');
    await clock.advance(0);
    expect(asked).toEqual(['pause Away']);
    expect(away.view).toMatchObject({ why: 'closed', did: 'pause' });
  });

  test('is asked before a page is closed', async () => {
    away.handlers().askBeforeLeaving();
    expect(away.view?.why).toBe('closing');
    await say('stay');
    places = { sales: null };
    away.handlers().askBeforeLeaving();
    expect(away.view).toBeNull();
  });
});
