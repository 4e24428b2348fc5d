import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { watchWake } from '../../../main/app/watch-wake.ts';
import type { Disposable } from '../../../main/base/disposable.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger } from '../../../main/base/log.ts';
import { Keepalive } from '../../../main/net/keepalive.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { watchLiveness } from '../../../main/sip/ws-liveness.ts';
import { FakeClock } from '../../support/fake-clock.ts';

let clock: FakeClock;
let retried: number;
let addresses: string;
let power: Emitter<string>;
let watch: Disposable;
const log = createLogger(
  () => undefined,
  () => 0,
);
beforeEach(() => {
  clock = new FakeClock();
  retried = 0;
  addresses = 'eth0 192.0.2.1';
  power = new Emitter();
  const up = { state: 'up', since: 0 } as const;
  const link = { link: up, onDidChangeLink: () => ({ dispose: () => undefined }), retry: () => (retried += 1) };
  const failure = { kind: 'replaced', target: 'the PBX', detail: '' } as const;
  const held = { ...link, link: { state: 'down', since: 0, failure, retryAt: null } as const };
  watch = watchWake({ clock, log, links: [link, link, link, held], addresses: () => addresses, power: power.event });
});

test('nothing is looked at while nothing happens', async () => {
  await clock.advance(60_000);
  expect(retried).toBe(0);
});

test('all three links are looked at within a second of another network', async () => {
  await clock.advance(5_000);
  addresses = 'wlan0 198.51.100.7';
  await clock.advance(1_000);
  expect(retried).toBe(3);
  await clock.advance(10_000);
  expect(retried).toBe(3);
});

test('and when the computer wakes: its clock has jumped', async () => {
  await clock.advance(5_000);
  clock.jump(600_000);
  await clock.advance(1_000);
  expect(retried).toBe(3);
});

test('and when the host says so', () => {
  power.emit('the computer woke up');
  expect(retried).toBe(3);
});

test('but not once it is over', async () => {
  watch.dispose();
  addresses = '';
  await clock.advance(5_000);
  power.emit('the computer woke up');
  expect(retried).toBe(0);
});

test('whoever waits for another attempt makes it when another link is back, unless a person is to decide', () => {
  const links = new Emitter<LinkState>();
  const silent = { onDidChangeLink: () => ({ dispose: () => undefined }) };
  const failure = { kind: 'timeout', target: 'the PBX', detail: '' } as const;
  const asked: string[] = [];
  const other = (name: string, retryAt: number | null) => ({
    ...silent,
    ...{ link: { state: 'down', since: 0, failure, retryAt } as const, retry: () => void asked.push(name) },
  });
  const back = { link: { state: 'up', since: 0 } as const, onDidChangeLink: links.event, retry: () => undefined };
  watchWake({ clock, log, links: [back, other('sip', 9_000), other('held', null)], addresses: () => addresses });
  links.emit({ state: 'connecting', since: 0, attempt: 1, failure: null });
  expect(asked).toEqual([]);
  links.emit({ state: 'up', since: 0 });
  expect(asked).toEqual(['sip']);
});

test.each([
  ['the host tells of it', () => power.emit('the computer woke up')],
  ['only the clock does', () => clock.jump(600_000)],
])(
  'connections of AMI, ARI and SIP that died in the sleep are found dead within 2 s of the wake: %s',
  async (_, wakes) => {
    const socket = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1, ping: () => undefined });
    const dead: string[] = [];
    const [ami, ari] = ['ami', 'ari'].map(
      (name) =>
        new Keepalive(
          clock,
          () => undefined,
          () => void dead.push(name),
        ),
    );
    const sip = watchLiveness(socket as unknown as WebSocket, clock, () => void dead.push('sip'));
    sip.start();
    const up = { link: { state: 'up', since: 0 } as const, onDidChangeLink: () => ({ dispose: () => undefined }) };
    const links = [ami, ari, sip].map((each) => ({ ...up, retry: () => each?.probe() }));
    watchWake({ clock, log, links, addresses: () => addresses, power: power.event });
    await clock.advance(1_300);
    wakes();
    expect(dead).toEqual([]);
    await clock.advance(2_000);
    expect(dead.toSorted()).toEqual(['ami', 'ari', 'sip']);
  },
);
