import { describe, expect, it } from 'vitest';
import type { AmiListAsk } from '../../../main/ami/asks/ask.ts';
import { askBridge, askBridges } from '../../../main/ami/asks/bridges.ts';
import { askChannels, askVariable, blindTransfer, redirect, setVariable } from '../../../main/ami/asks/channels.ts';
import {
  askCommands,
  askCoreSettings,
  askCoreStatus,
  askPing,
  type ListedCommand,
} from '../../../main/ami/asks/core.ts';
import { askParkedCalls, askParkingLots, park } from '../../../main/ami/asks/parking.ts';
import { addToQueue, askQueueSummary, askQueues, pauseInQueue } from '../../../main/ami/asks/queues.ts';
import {
  askDeviceStates,
  askExtensionState,
  askExtensionStates,
  askPresenceStates,
} from '../../../main/ami/asks/states.ts';
import { askMailboxes, moveMessage } from '../../../main/ami/asks/voicemail.ts';
import { amiFeatures, type Capabilities, capabilitiesFrom, missingWords } from '../../../main/ami/capabilities.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { asteriskOf } from '../../../main/ami/versions.ts';
import { capture, collecting, only } from './decoded.ts';

function messagesOf(name: string): readonly AmiMessage[] {
  const found = collecting();
  found.decoder.push(capture(name));
  return found.messages;
}
const recorded = messagesOf('lists-22.ami');

/** What one kind of list in the recording says. */
function listed<Item>(question: AmiListAsk<Item>, from = recorded): readonly Item[] {
  return from
    .filter((message) => message.get('ActionID') !== undefined)
    .map((message) => question.read(message))
    .filter((item) => item !== null);
}
const answerWith = (header: string, from = recorded): AmiMessage => {
  const found = from.find((message) => message.kind === 'response' && message.get(header) !== undefined);
  if (found === undefined) throw new Error(`no answer with ${header}`);
  return found;
};

describe('a recorded list, as values', () => {
  it('channels have a bridge, parties and a Uniqueid', () => {
    const channels = listed(askChannels());
    expect(channels).toHaveLength(10);
    expect(channels[0]).toMatchObject({
      ...{ uniqueid: '1795231152.2', linkedid: 'l1', name: 'PJSIP/2001-00000000', state: 6 },
      caller: { number: '2001', name: 'Desk One' },
      connected: { number: '+15551230001', name: 'Ann Client' },
      ...{ bridge: 'da0f5590-bd1c-499a-898c-c277b55382a2', dialled: null, application: 'AppDial' },
    });
  });

  it('queues come with their members and callers', () => {
    const items = listed(askQueues());
    expect(items.map(({ kind, queue }) => `${kind} ${queue}`)).toEqual(
      expect.arrayContaining(['queue support', 'member support', 'entry support']),
    );
    expect(items.find(({ kind }) => kind === 'member')).toMatchObject({
      ...{ interface: 'PJSIP/1001', name: 'Alice Example', status: 6, paused: false, pausedReason: null },
    });
    expect(items.find(({ kind }) => kind === 'entry')).toMatchObject({ position: 1, uniqueid: 'l2-in', wait: 3 });
    expect(listed(askQueueSummary())).toContainEqual({
      ...{ queue: 'support', loggedIn: 1, available: 0, callers: 1, holdTime: 0, longestHoldTime: 3 },
    });
  });

  it('parked calls have a space and a time', () => {
    expect(listed(askParkedCalls())).toMatchObject([
      { lot: 'default', space: '701', timeout: 58, duration: 2, parkee: { uniqueid: 'l4-in', linkedid: 'l4' } },
    ]);
    expect(listed(askParkingLots())).toEqual([{ name: 'default', first: 701, last: 720, timeout: 12 }]);
  });

  it('hints, devices, presence, bridges and mailboxes are told apart from events of the same names', () => {
    expect(listed(askExtensionStates())).toHaveLength(29);
    expect(listed(askDeviceStates())).toContainEqual({ device: 'MWI:2002@default', state: 'NOT_INUSE' });
    expect(listed(askPresenceStates())).toEqual([
      { presentity: 'CustomPresence:1001', status: 'dnd', subtype: 'away', message: 'lunch' },
    ]);
    expect(listed(askBridges())).toHaveLength(3);
    expect(listed(askBridge('x')).map(({ uniqueid }) => uniqueid)).toContain('l3-in');
    expect(listed(askMailboxes())).toContainEqual({
      ...{ mailbox: '1001', context: 'default', name: 'Alice Example', new: 0, old: 0 },
    });
  });
});

describe('an answer, as a value', () => {
  it('tells the versions and when the PBX was started', () => {
    expect(askCoreSettings().read(answerWith('AMIversion'))).toMatchObject({
      value: { amiVersion: '11.0.0', systemName: null },
    });
    expect(askCoreStatus().read(answerWith('CoreStartupDate'))).toEqual({
      ok: true,
      value: { startedAt: '2026-11-21 03:19:04', calls: 12 },
    });
    expect(askPing().read(only('Response: Success\r\nPing: Pong\r\nTimestamp: 1795231152.25\r\n\r\n'))).toEqual({
      ok: true,
      value: { at: 1_795_231_152_250 },
    });
  });

  it('is a refusal when it does not hold what was asked', () => {
    const empty = only('Response: Success\r\nMessage: Yes\r\n\r\n');
    for (const question of [askCoreSettings(), askCoreStatus(), askVariable('X'), askExtensionState('1', 'c')]) {
      expect(question.read(empty)).toMatchObject({ ok: false, failure: { kind: 'error' } });
    }
  });

  it('that says Success and means failure is a failure', () => {
    const move = moveMessage({ mailbox: '1001', folder: 'INBOX', id: 'x' }, 'Old');
    const said = (message: string) => only(`Response: Success\r\nActionID: 1\r\nMessage: ${message}\r\n\r\n`);
    expect(move.read(said('Message move failed\n'))).toEqual({
      ok: false,
      failure: { kind: 'error', message: 'Message move failed' },
    });
    expect(move.read(said('Message move successful\n'))).toEqual({ ok: true, value: undefined });
    const transfer = blindTransfer('PJSIP/1001-1', '1002');
    expect(transfer.read(said('Transfer not permitted'))).toMatchObject({ ok: false });
    expect(transfer.read(said('Transfer succeeded'))).toMatchObject({ ok: true });
  });
});

describe('what is sent', () => {
  const fields = (question: { readonly action: { readonly fields: readonly (readonly [string, string])[] } }) =>
    question.action.fields.map(([name, value]) => `${name}=${value}`).join(' ');

  it('names only what was given', () => {
    expect(fields(setVariable('X', '1'))).toBe('Variable=X Value=1');
    expect(fields(park({ channel: 'a', timeout: 5_000 }))).toBe('Channel=a Timeout=5000');
    expect(fields(pauseInQueue('PJSIP/1', true, { reason: 'lunch' }))).toBe(
      'Interface=PJSIP/1 Paused=true Reason=lunch',
    );
    expect(fields(addToQueue({ queue: 'q', interface: 'PJSIP/1', penalty: 2 }))).toBe(
      'Queue=q Interface=PJSIP/1 Penalty=2',
    );
  });

  it('sends one leg elsewhere, or both', () => {
    const to = { context: 'c', exten: '1' };
    expect(fields(redirect('a', to))).toBe('Channel=a Context=c Exten=1 Priority=1');
    expect(fields(redirect('a', to, { channel: 'b', to: { ...to, priority: 3 } }))).toBe(
      'Channel=a Context=c Exten=1 Priority=1 ExtraChannel=b ExtraContext=c ExtraExten=1 ExtraPriority=3',
    );
  });
});

describe('capabilities', () => {
  const missing = (found: Capabilities) =>
    amiFeatures.map((feature) => missingWords(feature, found[feature])).filter((words) => words !== null);
  const of = (recording: string, module: string): Capabilities => {
    const answer = askCommands().read(answerWith(module, messagesOf(recording)));
    if (!answer.ok) throw new Error('unreadable');
    return capabilitiesFrom(answer.value);
  };

  it('tell by name what a desk with few rights cannot do', () => {
    expect(missing(of('least-privilege-desk-22.ami', 'BlindTransfer'))).toEqual([
      'write to the database needs class system',
      'delete from the database needs class system',
      'tell other desks needs class user',
      'move a message needs class user',
      'start recording needs class system',
      'filter events needs class system',
    ]);
  });

  it('tell nothing of a user who may do everything', () => {
    expect(missing(of('lists-22.ami', 'AbsoluteTimeout'))).toEqual([]);
  });

  it('tell a module that is not loaded from a class that is not given', () => {
    const found = capabilitiesFrom([
      { name: 'Redirect', classes: ['call'] },
      { name: 'QueueStatus', classes: [] },
    ]);
    expect(found['park a call']).toEqual({ kind: 'not-loaded', module: 'res_parking' });
    expect(found['begin a call']).toEqual({ kind: 'needs-class', classes: ['originate'] });
    expect(missingWords('park a call', found['park a call'])).toBe(
      'park a call needs the module res_parking: have it loaded on the PBX (modules.conf, or `module load res_parking.so`)',
    );
    expect(missingWords('transfer a call', found['transfer a call'])).toBe(
      'transfer a call needs the action BlindTransfer, for which this Asterisk is too old',
    );
  });

  it('tell a module that is not loaded though nothing else proves the class: every user may ask for queues', () => {
    const found = capabilitiesFrom([{ name: 'Redirect', classes: ['call'] }]);
    expect(found['join a queue']).toEqual({ kind: 'not-loaded', module: 'app_queue' });
    const withQueues = capabilitiesFrom([{ name: 'QueueStatus', classes: [] }]);
    expect(withQueues['join a queue']).toEqual({ kind: 'needs-class', classes: ['agent'] });
  });

  it('tell an Asterisk that is too old for an action from a module that is not loaded', () => {
    const voicemail = { name: 'VoicemailUsersList', classes: ['call', 'reporting'] };
    const user = { name: 'UserEvent', classes: ['user'] };
    const call = { name: 'Redirect', classes: ['call'] };
    const move = (...commands: readonly ListedCommand[]) => capabilitiesFrom(commands)['move a message'];
    expect(move(voicemail, user)).toEqual({ kind: 'not-loaded', module: null });
    expect(move(call, user)).toEqual({ kind: 'not-loaded', module: 'app_voicemail' });
    expect(move(voicemail, call)).toEqual({ kind: 'needs-class', classes: ['user'] });
  });

  it('know which Asterisk greets', () => {
    expect(['2.10.6', '5.0.5', '11.0.0', '12.0.0', '1.1', null].map(asteriskOf)).toEqual([13, 16, 22, 23, null, null]);
  });
});
