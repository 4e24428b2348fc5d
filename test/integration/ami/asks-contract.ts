import { describe, expect, it } from 'vitest';
import type { AmiAction } from '../../../main/ami/action.ts';
import {
  conferenceKick,
  conferenceMembers,
  conferenceMute,
  conferenceRooms,
  mailboxCountAction,
} from '../../../main/ami/actions.ts';
import { type AmiAsk, type AmiListAsk, ask, askList } from '../../../main/ami/asks/ask.ts';
import { askBridge, askBridges } from '../../../main/ami/asks/bridges.ts';
import {
  askChannels,
  askVariable,
  blindTransfer,
  hangUp,
  redirect,
  setVariable,
} from '../../../main/ami/asks/channels.ts';
import { askCommands, askCoreSettings, askCoreStatus, askPing, tellEverybody } from '../../../main/ami/asks/core.ts';
import { askParkedCalls, askParkingLots, park } from '../../../main/ami/asks/parking.ts';
import {
  addToQueue,
  askQueueSummary,
  askQueues,
  pauseInQueue,
  removeFromQueue,
} from '../../../main/ami/asks/queues.ts';
import {
  askDeviceStates,
  askExtensionState,
  askExtensionStates,
  askPresenceStates,
} from '../../../main/ami/asks/states.ts';
import { askMailbox, askMailboxes, moveMessage } from '../../../main/ami/asks/voicemail.ts';
import { capabilities, missingWords } from '../../../main/ami/capabilities.ts';
import type { AmiClient } from '../../../main/ami/client.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { type AmiLab, account, allRoads, eventThat, roads } from './use-ami.ts';

/** `ok`, `denied`, or Asterisk's own words for a refusal. */
type Outcome = string;
type Row = readonly [what: string, outcome: (client: AmiClient) => Promise<Outcome>, ...who: Outcomes];
/** As the truth, an agent, and a viewer who may write nothing. */
type Outcomes = readonly [full: Outcome, agent: Outcome, viewer: Outcome];

const worded = (answer: {
  readonly ok: boolean;
  readonly failure?: { readonly kind: string; readonly message?: string };
}) => (answer.ok ? 'ok' : (answer.failure?.message ?? answer.failure?.kind ?? ''));
const one = <Value>(what: string, question: AmiAsk<Value>, ...who: Outcomes): Row => [
  what,
  async (client) => worded(await ask(client, question)),
  ...who,
];
const list = <Item>(what: string, question: AmiListAsk<Item>, ...who: Outcomes): Row => [
  what,
  async (client) => worded(await askList(client, question)),
  ...who,
];

const plain = (what: string, action: AmiAction, ...who: Outcomes): Row => [
  what,
  async (client) => worded(await client.action(action)),
  ...who,
];
const plainList = (what: string, action: AmiAction, ...who: Outcomes): Row => [
  what,
  async (client) => worded(await client.list(action)),
  ...who,
];

const nobody = 'PJSIP/nobody-00000000';
const place = { context: 'from-internal', exten: '610' };
const denied = 'denied';
const gone = 'No such channel';
const call = ['ok', 'ok', denied] as const;
const noQueueToAdd = 'Unable to add interface to queue: No such queue';
const noQueueToRemove = 'Unable to remove interface from queue: No such queue';
const noMember = 'Interface not found';
const noRoom = 'No active conferences.';

const rows: readonly Row[] = [
  one('Ping', askPing(), 'ok', 'ok', 'ok'),
  one('ListCommands', askCommands(), 'ok', 'ok', 'ok'),
  one('CoreSettings', askCoreSettings(), 'ok', 'ok', denied),
  one('CoreStatus', askCoreStatus(), 'ok', 'ok', denied),
  list('Status', askChannels(), ...call),
  one('Getvar', askVariable('EPOCH'), ...call),
  one('Setvar', setVariable('OFFHOOK_TEST', 'x'), ...call),
  one('Hangup', hangUp(nobody), gone, gone, denied),
  one(
    'Redirect',
    redirect(nobody, place),
    `Channel does not exist: ${nobody}`,
    `Channel does not exist: ${nobody}`,
    denied,
  ),
  one(
    'BlindTransfer',
    blindTransfer(nobody, '610'),
    'Channel specified does not exist',
    'Channel specified does not exist',
    denied,
  ),
  one(
    'Park',
    park({ channel: nobody }),
    `Channel does not exist: ${nobody}`,
    `Channel does not exist: ${nobody}`,
    denied,
  ),
  list('ParkedCalls', askParkedCalls(), ...call),
  list('Parkinglots', askParkingLots(), ...call),
  list('QueueStatus', askQueues(), 'ok', 'ok', 'ok'),
  list('QueueSummary', askQueueSummary(), 'ok', 'ok', 'ok'),
  one('ExtensionState', askExtensionState('1001', 'from-internal'), ...call),
  list('ExtensionStateList', askExtensionStates(), ...call),
  list('DeviceStateList', askDeviceStates(), ...call),
  list('PresenceStateList', askPresenceStates(), ...call),
  list('BridgeList', askBridges(), 'ok', 'ok', 'ok'),
  list(
    'BridgeInfo',
    askBridge('none'),
    'Specified BridgeUniqueid not found',
    'Specified BridgeUniqueid not found',
    'Specified BridgeUniqueid not found',
  ),
  list('VoicemailUsersList', askMailboxes(), ...call),
  list('VoicemailUserStatus', askMailbox('1001'), ...call),
  list('VoicemailUserStatus of nobody', askMailbox('4711'), ...call),
  plain('MailboxCount', mailboxCountAction('1001@default'), ...call),
  one('QueueAdd', addToQueue({ queue: 'none', interface: nobody }), noQueueToAdd, noQueueToAdd, denied),
  one('QueueRemove', removeFromQueue('none', nobody), noQueueToRemove, noQueueToRemove, denied),
  one('QueuePause', pauseInQueue(nobody, true), noMember, noMember, denied),
  plainList('ConfbridgeListRooms', conferenceRooms(), ...call),
  plainList('ConfbridgeList', conferenceMembers('none'), ...call),
  plain('ConfbridgeMute', conferenceMute('none', nobody, true), noRoom, noRoom, denied),
  plain('ConfbridgeUnmute', conferenceMute('none', nobody, false), noRoom, noRoom, denied),
  plain('ConfbridgeKick', conferenceKick('none', nobody), noRoom, noRoom, denied),
  plain('Originate', { name: 'Originate', fields: [] }, 'Channel not specified', denied, denied),
  one('UserEvent', tellEverybody('Contract', {}), 'ok', denied, denied),
];

/** Every question of the product, on every road, as everybody who may and may not ask it. */
export function asksContract(lab: AmiLab): void {
  describe.each(allRoads)('what may be asked over %s', (road) => {
    it.each(['truth', 'agent1001', 'viewer'] as const)('by %s', async (who) => {
      const at = { truth: 2, agent1001: 3, viewer: 4 } as const;
      const client = await lab.up({ transport: roads[road](lab.pbx), ...account(lab.pbx, who) });
      const got = await Promise.all(rows.map(async ([what, outcome]) => [what, await outcome(client)] as const));
      expect(got).toEqual(rows.map((row) => [row[0], row[at[who]]]));
    });

    it('items come one by one and end', async () => {
      const client = await lab.up({ transport: roads[road](lab.pbx) });
      const names: string[] = [];
      for await (const item of client.items(askQueues().action)) names.push(item.name);
      expect(names).toContain('QueueMember');
      for await (const item of client.items(askMailbox('4711').action)) names.push(`unexpected ${item.name}`);
      expect(names.filter((name) => name.startsWith('unexpected'))).toEqual([]);
      const refused = client.items({ name: 'MuteAudio', fields: [] });
      await expect(refused[Symbol.asyncIterator]().next()).rejects.toMatchObject({ refusal: { kind: 'denied' } });
    });

    it('joins a queue, pauses there and leaves it', async () => {
      const client = await lab.up({ transport: roads[road](lab.pbx) });
      const member = 'PJSIP/1004';
      const mine = async () => {
        const found = await askList(client, askQueues({ queue: 'sales' }));
        return found.ok ? found.value.find((item) => item.kind === 'member' && item.interface === member) : null;
      };
      expect(await ask(client, addToQueue({ queue: 'sales', interface: member, penalty: 1 }))).toMatchObject({
        ok: true,
      });
      expect(await ask(client, addToQueue({ queue: 'sales', interface: member }))).toMatchObject({ ok: false });
      expect(await ask(client, pauseInQueue(member, true, { queue: 'sales', reason: 'lunch' }))).toMatchObject({
        ok: true,
      });
      expect(await mine()).toMatchObject({ membership: 'dynamic', penalty: 1, paused: true, pausedReason: 'lunch' });
      expect(await ask(client, removeFromQueue('sales', member))).toMatchObject({ ok: true });
      expect(await mine()).toBeUndefined();
    });
  });

  describe('a call', () => {
    it('is seen, parked, sent elsewhere and hung up', async () => {
      const client = await lab.up();
      await talk(lab.pbx, client);
    });
  });

  describe('an agent', () => {
    it('is told by name what his rights do not reach', async () => {
      const found = await capabilities(await lab.up());
      const words = found.ok
        ? Object.entries(found.value).map(([feature, can]) => missingWords(feature as keyof typeof found.value, can))
        : [];
      expect(words).toEqual(
        expect.arrayContaining([
          ...['begin a call needs class originate', 'tell other desks needs class user'],
          ...['start recording needs class system', 'filter events needs class system'],
        ]),
      );
    });

    it('with rights for what was switched on begins calls and tells others', async () => {
      const client = await lab.up(account(lab.pbx, 'truth'));
      const told = eventThat(client, (event) => event.name === 'UserEvent' && event.get('UserEvent') === 'Hello');
      expect(await ask(client, tellEverybody('Hello', { To: 'all' }))).toMatchObject({ ok: true });
      expect((await told).get('To')).toBe('all');
    });
  });
}

/** Voicemail's Success that means failure; only where the action is known. */
export function lyingSuccessContract(lab: AmiLab): void {
  it('a message that could not be moved is a failure, whatever the PBX calls it', async () => {
    const client = await lab.up(account(lab.pbx, 'truth'));
    const moved = await ask(client, moveMessage({ mailbox: '1001', folder: 'INBOX', id: 'no-such-message' }, 'Old'));
    expect(moved).toMatchObject({ ok: false, failure: { kind: 'error' } });
  });
}

async function talk(pbx: Pbx, client: AmiClient): Promise<void> {
  const call = await pbx.callIn({ via: 'sip', to: '610', name: 'Ann', number: '1' });
  await call.answered;
  const channels = await askList(client, askChannels(call.uniqueid));
  expect(channels.ok && channels.value.map(({ uniqueid, state }) => [uniqueid, state])).toEqual([[call.uniqueid, 6]]);
  const parked = eventThat(client, ({ name }) => name === 'ParkedCall');
  expect(await ask(client, park({ channel: call.channel, timeout: 30_000 }))).toMatchObject({ ok: true });
  const space = (await parked).get('ParkingSpace');
  const lots = await askList(client, askParkedCalls());
  expect(lots.ok && lots.value.map((each) => [each.space, each.parkee.uniqueid])).toEqual([[space, call.uniqueid]]);
  expect(await ask(client, redirect(call.channel, place))).toMatchObject({ ok: true });
  expect(await ask(client, hangUp(call.channel, 16))).toMatchObject({ ok: true });
  await pbx.truth.noChannelsWithin(5_000);
}
