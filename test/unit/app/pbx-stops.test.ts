import { beforeEach, expect, test } from 'vitest';
import { onPbxStop } from '../../../main/app/pbx-stops.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { LinkFailureKind, LinkState } from '../../../main/net/link-failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';

let clock: FakeClock;
let links: Emitter<LinkState>;
let told: [number, number][];
beforeEach(() => {
  clock = new FakeClock(0);
  links = new Emitter();
  told = [];
  onPbxStop({ onDidChangeLink: links.event }, clock, ({ at, since }) => told.push([at, since]));
});

const up = (): void => links.emit({ state: 'up', since: clock.now() });
/** An attempt that failed, or a connection that was lost. */
const down = async (kind: LinkFailureKind): Promise<void> => {
  const [since, failure] = [clock.now(), { kind, target: 'wss://pbx.example/ws', detail: '' }];
  links.emit({ state: 'down', since, failure, retryAt: since + 500 });
  await clock.advance(500);
  links.emit({ state: 'connecting', since: clock.now(), attempt: 1, failure });
};

test('a PBX that closes the connection and refuses the next one is going: told once, with when it closed', async () => {
  up();
  await down('closed');
  for (const kind of ['refused', 'refused', 'not-served'] as const) await down(kind);
  expect(told).toEqual([[500, 0]]);
  up();
  await down('closed');
  await down('refused');
  expect(told).toHaveLength(2);
});

test('a connection that broke, or was made again at once, tells nothing of the PBX', async () => {
  up();
  await down('timeout');
  await down('refused');
  up();
  await down('closed');
  up();
  await down('unreachable');
  await down('refused');
  expect(told).toEqual([]);
});

test('a PBX that was never there did not go', async () => {
  await down('closed');
  await down('refused');
  expect(told).toEqual([]);
});
