import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import { QueueWatch } from '../../../main/app/queue-watch.ts';
import { DeviceWatch } from '../../../main/app/transfers/device-watch.ts';
import { Directory } from '../../../main/app/transfers/directory.ts';
import type { MemberTold } from '../../../main/queues/queue-facts.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import type { Bridge } from '../../../preload/contract/bridge.ts';
import { requests } from '../../../preload/contract/requests.ts';
import { callId } from '../../../preload/contract/views.ts';
import { KnownPlaces, nothingOutside } from '../../../renderer/search/known-places.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet as log } from '../../support/link-up.ts';
import { ScriptedTransport } from '../ami/scripted-transport.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Alice', extension: '1001' },
  sip: { url: 'wss://pbx.example/ws', username: '1001' },
  ami: { host: 'pbx.example', username: 'agent1001' },
  colleagues: [{ extension: '1002', name: 'Bob Example' }],
});

let clock: FakeClock;
let transport: ScriptedTransport;
let ami: AmiClient;
let directory: Directory;
let queues: QueueWatch;
let changes: number;

beforeEach(async () => {
  clock = new FakeClock();
  transport = new ScriptedTransport();
  changes = 0;
  ami = createAmiClient({
    ...{ transport, username: 'agent1001', secret: 'x', auth: 'plain', clock, random: () => 0.5, log },
  });
  queues = new QueueWatch({ ami: null, clock, log });
  const devices = new DeviceWatch({ ami, clock, log });
  directory = new Directory({ ami, queues, devices, settings, contacts: null, clock, log });
  directory.onDidChange(() => {
    changes += 1;
  });
  const asked: Pick<Bridge['request'], 'places'> = {
    places: ({ since }) => {
      const value = directory.places.news(since, []);
      told += value.places.length + value.gone.length;
      return Promise.resolve({ ok: true, value: requests.places.output.parse(value) });
    },
  };
  told = 0;
  page = new KnownPlaces(asked);
  ami.start();
  transport.last.opens();
  transport.last.says('Asterisk Call Manager/11.0.0\r\n');
  await clock.advance(0);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await clock.advance(0);
});
afterEach(() => {
  directory.dispose();
  ami.dispose();
});

/** The answer to a list that was asked for. */
async function listed(action: string, items: readonly (readonly string[])[]): Promise<void> {
  transport.last.answers(action, 'Response: Success', 'EventList: start');
  for (const [first = '', ...rest] of items) transport.last.answers(action, first, ...rest);
  transport.last.answers(action, `Event: ${action}Complete`, 'EventList: Complete');
  await clock.advance(0);
}
const device = (name: string, state: string) => ['Event: DeviceStateChange', `Device: ${name}`, `State: ${state}`];
const hint = (exten: string, status: number) => [
  'Event: ExtensionStatus',
  `Exten: ${exten}`,
  `Hint: PJSIP/${exten}`,
  `Status: ${status}`,
];
/** Names come from mailboxes; here are none. */
async function hinted(...items: readonly (readonly string[])[]): Promise<void> {
  await listed('ExtensionStateList', items);
  await listed('VoicemailUsersList', []);
}
/** A page that keeps what it was told. */
let page: KnownPlaces;
/** How many places crossed. */
let told: number;
async function found(text: string) {
  if (!(await page.refresh())) throw new Error('nothing is told');
  return page.find(text, nothingOutside);
}
const bob = async () => (await found('bob'))[0];

describe('where no hint speaks of somebody', () => {
  beforeEach(async () => {
    await hinted();
  });

  test('a colleague is as their phone is, from the first list on', async () => {
    expect(await bob()).toMatchObject({ presence: 'unknown', warning: null });
    await listed('DeviceStateList', [device('PJSIP/1002', 'INUSE'), device('Queue:support_avail', 'NOT_INUSE')]);
    expect(await bob()).toMatchObject({ presence: 'busy', warning: 'busy' });
    transport.last.sends(...device('PJSIP/1002', 'UNAVAILABLE'));
    expect(await bob()).toMatchObject({ presence: 'offline', warning: 'offline' });
  });

  test('whose phone rings is told, so that the call can be taken for them', async () => {
    await listed('DeviceStateList', [device('PJSIP/1002', 'NOT_INUSE')]);
    transport.last.sends(...device('PJSIP/1002', 'RINGING'));
    expect(directory.ringing).toEqual([{ dials: '1002', name: 'Bob Example' }]);
    transport.last.sends(...device('PJSIP/1002', 'INUSE'));
    expect(directory.ringing).toEqual([]);
  });

  test('my own phone that the PBX has lost is known to be unreachable', async () => {
    await listed('DeviceStateList', [device('PJSIP/1001', 'UNAVAILABLE')]);
    expect(directory.mine.reachable).toBe(false);
    transport.last.sends(...device('PJSIP/1001', 'NOT_INUSE'));
    expect(directory.mine.reachable).toBe(true);
  });

  test('a phone that comes or goes is told, one that only takes a call is not', async () => {
    await listed('DeviceStateList', [device('PJSIP/2002', 'NOT_INUSE')]);
    const before = changes;
    transport.last.sends(...device('PJSIP/2002', 'INUSE'));
    expect([changes, directory.isOffline('PJSIP/2002')]).toEqual([before, false]);
    transport.last.sends(...device('PJSIP/2002', 'UNAVAILABLE'));
    expect([changes, directory.isOffline('PJSIP/2002')]).toEqual([before + 1, true]);
  });

  test('a user who may not ask for device states is shown what hints say, and nobody is made up', async () => {
    transport.last.answers('DeviceStateList', 'Response: Error', 'Message: Permission denied');
    await clock.advance(0);
    expect(await bob()).toMatchObject({ presence: 'unknown' });
    expect(directory.mine.reachable).toBeNull();
  });

  test('nothing is known of phones when the connection is gone', async () => {
    await listed('DeviceStateList', [device('PJSIP/1002', 'INUSE'), device('PJSIP/1001', 'UNAVAILABLE')]);
    transport.last.closes();
    expect(await bob()).toMatchObject({ presence: 'unknown' });
    expect(directory.mine.reachable).toBeNull();
  });
});

describe('what the queues say', () => {
  const dora = {
    ...{ queue: 'support', interface: 'PJSIP/1004', device: 'PJSIP/1004', name: 'Dora Queue', dynamic: false },
    ...{ penalty: 0, status: 1, paused: false, pausedReason: null, pausedAt: null, lastCallAt: null },
    ...{ callsTaken: 0, wrapUpSeconds: 0 },
  };
  const member = (change: Partial<MemberTold> = {}) =>
    queues.apply({ kind: 'member', at: clock.now(), member: { ...dora, ...change } });
  const list = (members: readonly MemberTold[]) =>
    queues.apply({
      ...{ kind: 'queues', at: clock.now(), since: clock.now(), only: null, numbers: [], waiting: [] },
      members,
    });
  const at = async (extension: string) => (await found('')).find(({ dials }) => dials === extension);

  beforeEach(async () => {
    await hinted(hint('1004', 0), hint('1005', 0));
    list([dora]);
  });

  test('names whom nothing else names, in the next list', async () => {
    expect(await at('1004')).toMatchObject({ name: 'Dora Queue', presence: 'free' });
    member({ name: 'Dora Marsh' });
    expect(await at('1004')).toMatchObject({ name: 'Dora Marsh' });
    expect(await at('1005')).toMatchObject({ name: null });
  });

  test('of a pause and its end is there with the next list, and of a call in between nothing', async () => {
    await at('1004');
    member({ paused: true, pausedReason: 'Lunch' });
    expect(await at('1004')).toMatchObject({ presence: 'away', warning: 'paused', pausedFor: 'Lunch' });
    member({ paused: true, pausedReason: 'Lunch', status: 2 });
    expect(await at('1004')).toMatchObject({ presence: 'away' });
    member({ queue: 'sales' });
    expect(await at('1004')).toMatchObject({ presence: 'away' });
    member();
    expect(await at('1004')).toMatchObject({ presence: 'free', warning: null });
  });

  test('is gone through once a list, not once for each of hundreds of whom hints speak', async () => {
    await at('1004');
    for (let each = 20_000; each < 20_500; each += 1) transport.last.sends(...hint(`${each}`, 0));
    member({ status: 2 });
    const { members } = queues.state.queues.get('support') ?? { members: new Map<string, MemberTold>() };
    let looks = 0;
    Object.defineProperty(members, 'values', {
      value: function* (this: ReadonlyMap<string, MemberTold>) {
        looks += 1;
        yield* Map.prototype.values.call(this);
      },
    });
    expect(await found('dora')).toMatchObject([{ dials: '1004', presence: 'free' }]);
    expect(looks).toBe(1);
  });
});

test('a hint goes before the phone: it may be of several', async () => {
  await listed('DeviceStateList', [device('PJSIP/1002', 'UNAVAILABLE')]);
  await hinted(hint('1002', 1));
  expect(await bob()).toMatchObject({ presence: 'busy' });
  transport.last.sends(...device('PJSIP/1002', 'RINGING'));
  expect(directory.ringing).toEqual([]);
});

describe('a page that was told before', () => {
  test('is told of who changed, and of who is gone, and of nobody else', async () => {
    await hinted(hint('1004', 0), hint('1005', 0), hint('1006', 0));
    expect((await found('')).map(({ dials }) => dials).toSorted()).toEqual(['1002', '1004', '1005', '1006']);
    expect(told).toBe(4);
    await found('');
    expect(told).toBe(4);
    transport.last.sends(...hint('1005', 1));
    transport.last.sends(...hint('1006', -2));
    expect(await found('')).toMatchObject([
      { dials: '1004', presence: 'free' },
      { dials: '1002', presence: 'unknown' },
      { dials: '1005', presence: 'busy', warning: 'busy' },
    ]);
    expect(told).toBe(6);
  });

  test('learns that somebody is used, which ranks them first', async () => {
    await hinted(hint('1004', 0), hint('1005', 0));
    directory.places.used('1005');
    directory.places.used('+15550100');
    expect((await found(''))[0]).toMatchObject({ dials: '1005', used: 1 });
  });

  test('is told of thousands some hundreds at a time, and knows them all', async () => {
    await hinted(...Array.from({ length: 1_234 }, (_, each) => hint(String(20_000 + each), 0)));
    expect(await found('21233')).toMatchObject([{ dials: '21233', presence: 'free' }]);
    expect(told).toBe(1_235);
  });

  test('forgets them when another desk answers, which has others', async () => {
    await hinted(hint('1004', 0));
    await found('');
    const devices = new DeviceWatch({ ami: null, clock, log });
    directory.dispose();
    directory = new Directory({ ami: null, queues, devices, settings, contacts: null, clock, log });
    expect((await found('')).map(({ dials }) => dials)).toEqual(['1002']);
  });

  test('knows the same after a thousand numbers came and went that main does not remember', async () => {
    await hinted(hint('1004', 0));
    await found('');
    for (let at = 0; at < 1_100; at += 1) {
      const raw = `+1212555${1_000 + at}`;
      const party = { name: null, number: { raw, display: raw, e164: raw } };
      const id = callId.parse(String(at));
      const call = { id, party, direction: 'in', reason: 'they-hung-up', startedAt: at, talkSeconds: 1 } as const;
      directory.places.news(null, [call]);
    }
    expect((await found('')).map(({ dials }) => dials).toSorted()).toEqual(['1002', '1004']);
    expect(await found('2125551')).toHaveLength(0);
  });
});
