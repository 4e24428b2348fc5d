import { beforeEach, expect, test } from 'vitest';
import { watchReach } from '../../../main/app/watch-reach.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';

let clock: FakeClock;
let link: LinkState;
let reachable: boolean | null;
let endpoint: boolean | null;
let changed: Emitter<void>;
let registered: number;
beforeEach(() => {
  clock = new FakeClock();
  link = { state: 'up', since: clock.now() };
  reachable = true;
  endpoint = null;
  registered = 0;
  changed = new Emitter();
  const phone = {
    get link() {
      return link;
    },
    registerAgain: () => {
      registered += 1;
      return Promise.resolve();
    },
  };
  const surroundings = {
    onDidChange: changed.event,
    get mine() {
      return { reachable };
    },
  };
  watchReach({ phone, surroundings, endpoint: () => endpoint, clock, log: quiet });
});

const hint = (now: boolean | null): void => {
  reachable = now;
  changed.emit();
};

test('a registration that the PBX has lost is made anew the moment its hint says so', async () => {
  await clock.advance(20_000);
  hint(false);
  expect(registered).toBe(1);
});

test('it is not asked again and again while the PBX goes on saying so', async () => {
  await clock.advance(20_000);
  hint(false);
  await clock.advance(4_500);
  hint(false);
  expect(registered).toBe(1);
  await clock.advance(1_000);
  expect(registered).toBe(2);
});

test('a hint that is behind a fresh registration says nothing, until it has had time to follow', async () => {
  hint(false);
  await clock.advance(900);
  expect(registered).toBe(0);
  await clock.advance(1_100);
  expect(registered).toBe(1);
});

test('nothing is done without a connection, nor where the PBX says nothing of us', async () => {
  await clock.advance(5_000);
  hint(null);
  link = { state: 'down', since: 0, failure: { kind: 'closed', target: 'x', detail: '' }, retryAt: 1 };
  hint(false);
  await clock.advance(10_000);
  expect(registered).toBe(0);
});

test('where there is no hint, ARI tells that the contact is gone', async () => {
  hint(null);
  await clock.advance(20_000);
  expect(registered).toBe(0);
  endpoint = false;
  await clock.advance(1_000);
  expect(registered).toBe(1);
  endpoint = true;
  await clock.advance(20_000);
  expect(registered).toBe(1);
});
