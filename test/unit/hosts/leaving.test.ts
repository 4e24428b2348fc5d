import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import { OpenPages } from '../../../main/hosts/browser/open-pages.ts';
import { personBefore } from '../../../main/hosts/electron/person-before.ts';
import { leaveAsSet, leaveQueues } from '../../../main/hosts/leave-queues.ts';
import { signedIn } from '../../../renderer/fixtures/queues.ts';
import { views } from '../../../renderer/fixtures/views.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const log = createLogger(
  () => undefined,
  () => 0,
);
const desk = (whenAway: 'ask' | 'stay' | 'pause' | 'sign-out', answers = true) => {
  const asked: unknown[] = [];
  const request = (name: string, input: unknown) => {
    asked.push([name, input]);
    return answers ? Promise.resolve({ outcome: 'confirmed' }) : new Promise(() => undefined);
  };
  const view = { ...views.idle, queues: { ...signedIn, whenAway } };
  return { asked, view, request: request as never };
};

test('a locked screen and a sleeping computer are left; whoever unlocks it is back', () => {
  const monitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 42 });
  const person = personBefore(monitor as unknown as Pick<PowerMonitor, 'on' | 'getSystemIdleTime'>);
  const told: string[] = [];
  person.onDidLeave((why) => told.push(why));
  person.onDidReturn(() => told.push('back'));
  for (const event of ['lock-screen', 'suspend', 'resume', 'unlock-screen', 'suspend', 'resume']) monitor.emit(event);
  expect(told).toEqual(['locked', 'locked', 'back', 'locked', 'back']);
  expect(person.idleSeconds()).toBe(42);
});

test('a browser is left when its last page is closed and not loaded again', async () => {
  const clock = new FakeClock();
  const open = new OpenPages(clock);
  const told: string[] = [];
  open.person.onDidLeave((why) => told.push(why));
  open.person.onDidReturn(() => told.push('back'));
  const page = () => {
    let close = (): void => undefined;
    open.count({
      onClose: (listener) => {
        close = listener;
      },
    });
    return () => close();
  };
  const closeFirst = page();
  const closeSecond = page();
  closeFirst();
  await clock.advance(20_000);
  closeSecond();
  await clock.advance(10_000);
  const closeThird = page();
  await clock.advance(60_000);
  expect(told).toEqual(['back', 'back']);
  closeThird();
  await clock.advance(20_000);
  expect(told.at(-1)).toBe('closed');
  expect(clock.pending).toBe(0);
});

describe('the queues of an Offhook that is left', () => {
  const by = { clock: new FakeClock(), log };

  test('are left as the settings say, without a question', async () => {
    const [out, pause, ask, stay] = [desk('sign-out'), desk('pause'), desk('ask'), desk('stay')];
    for (const each of [out, pause, ask, stay]) await leaveAsSet(each, by);
    expect(out.asked).toEqual([['signOut', { queue: null }]]);
    expect(pause.asked).toEqual([['answerAway', { how: 'pause' }]]);
    expect([...ask.asked, ...stay.asked]).toEqual([]);
  });

  test('keep nobody who wants to go where the PBX does not answer', async () => {
    const clock = new FakeClock();
    const leaving = leaveQueues(desk('ask', false), 'sign-out', { clock, log });
    await clock.advance(1_500);
    await leaving;
    expect(clock.pending).toBe(0);
  });
});
