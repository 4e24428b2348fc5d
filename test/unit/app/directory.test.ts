import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import { QueueWatch } from '../../../main/app/queue-watch.ts';
import { DeviceWatch } from '../../../main/app/transfers/device-watch.ts';
import { Directory } from '../../../main/app/transfers/directory.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
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
let changes: number;

beforeEach(async () => {
  clock = new FakeClock();
  transport = new ScriptedTransport();
  changes = 0;
  ami = createAmiClient({
    ...{ transport, username: 'agent1001', secret: 'x', auth: 'plain', clock, random: () => 0.5, log },
  });
  const queues = new QueueWatch({ ami: null, clock, log });
  const devices = new DeviceWatch({ ami, clock, log });
  directory = new Directory({ ami, queues, devices, settings, contacts: null, clock, log });
  directory.onDidChange(() => {
    changes += 1;
  });
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
const bob = async () => (await directory.find('bob', [])).targets[0];

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

test('a hint goes before the phone: it may be of several', async () => {
  await listed('DeviceStateList', [device('PJSIP/1002', 'UNAVAILABLE')]);
  await hinted(hint('1002', 1));
  expect(await bob()).toMatchObject({ presence: 'busy' });
  transport.last.sends(...device('PJSIP/1002', 'RINGING'));
  expect(directory.ringing).toEqual([]);
});
