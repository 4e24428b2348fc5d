import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { practise } from '../../../main/app/practise.ts';
import type { Surroundings } from '../../../main/app/transfers/surroundings.ts';
import type { Call } from '../../../main/calls/call.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { noSurroundings } from './no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
  ami: { host: 'pbx.example', username: 'agent1014' },
});

let clock: FakeClock;
let surroundings: Surroundings;
/** Every call a view was made of. */
let shown: Call[];
beforeEach(() => {
  clock = new FakeClock(0);
  shown = [];
  surroundings = noSurroundings();
  const { actionsOf } = surroundings;
  vi.spyOn(surroundings, 'actionsOf').mockImplementation((call, ...more) => {
    shown.push(call);
    return actionsOf.call(surroundings, call, ...more);
  });
});
afterEach(() => expect(clock.pending).toBe(0));

it('forty callers who ring by both roads and are gone are tried once the desk has come to rest, and nothing stays', async () => {
  practise({ settings, surroundings, clock, isBusy: () => false });
  await clock.advance(9_999);
  expect(shown).toEqual([]);
  await clock.advance(5_100);
  const rang = shown.filter(
    ({ phase, dialog, channels }) => phase === 'ringing' && dialog !== null && channels.length > 0,
  );
  expect(new Set(rang.map(({ party }) => party.number)).size).toBe(40);
});

it('nobody is tried while there are calls, nor by a desk that is gone', async () => {
  let busy = true;
  const practice = practise({ settings, surroundings, clock, isBusy: () => busy });
  await clock.advance(60_000);
  expect(shown).toEqual([]);
  busy = false;
  await clock.advance(100);
  expect(shown.length).toBeGreaterThan(0);
  practice.dispose();
  const before = shown.length;
  await clock.advance(60_000);
  expect(shown).toHaveLength(before);
});
