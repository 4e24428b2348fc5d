import type { Uniqueid } from '../../base/ids.ts';
import type { PbxFact } from '../../facts/fact.ts';
import {
  type AmiEventHeaders,
  type AmiTimes,
  bornChannel,
  bridgeKindOf,
  channelOf,
  idOf,
  personOf,
  timesOf,
} from './ami-channel.ts';
import { parkedFacts, queueFacts } from './ami-services.ts';

export type { AmiEventHeaders } from './ami-channel.ts';

/** The events `amiFacts` and its caller read; a client may drop all others unread. */
export const amiEventsRead = [
  ...['Newchannel', 'Newstate', 'NewCallerid', 'NewConnectedLine', 'Hangup', 'HangupRequest', 'SoftHangupRequest'],
  ...['DialBegin', 'DialEnd', 'BridgeEnter', 'BridgeLeave', 'Hold', 'Unhold', 'BlindTransfer', 'AttendedTransfer'],
  ...['Pickup', 'UserEvent', 'MixMonitorStart', 'MixMonitorStop', 'MixMonitorMute', 'ConfbridgeJoin'],
  ...['ConfbridgeLeave', 'QueueCallerJoin', 'QueueEntry', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentCalled'],
  ...['AgentRingNoAnswer', 'AgentConnect', 'ParkedCall', 'UnParkedCall', 'ParkedCallTimeOut', 'ParkedCallGiveUp'],
  ...['FullyBooted', 'MessageWaiting'],
] as const;

/** Names of the values worth keeping: channel variables (`channelvars` in manager.conf) and headers of UserEvents. */
export type WantedValues = readonly string[];

/**
 * What an AMI event says, as facts. Texts are taken only from the stream of channel and bridge events: parking,
 * conferences and what is written directly come by roads of their own (manager_parking.c, confbridge_manager.c), and
 * their snapshots may be older than what was said already.
 */
export function amiFacts(message: AmiEventHeaders, at: number, wanted: WantedValues = []): readonly PbxFact[] {
  const times = timesOf(message, at);
  const facts = said(message, times);
  return wanted.length === 0 ? facts : [...facts, ...valuesOf(message, times, wanted)];
}

function said(message: AmiEventHeaders, times: AmiTimes): readonly PbxFact[] {
  const channel = idOf(message);
  switch (message.name) {
    case 'Newchannel':
      return present(bornChannel(message, times));
    case 'Newstate':
    case 'NewCallerid':
    case 'NewConnectedLine':
      return present(channelOf(message, times));
    case 'DialBegin':
    case 'DialEnd':
      return dialFacts(message, times);
    case 'AttendedTransfer':
    case 'BlindTransfer':
      return transferFacts(message, times);
    case 'Pickup':
      return pickupFacts(message, times);
    case 'QueueCallerJoin':
    case 'QueueEntry':
    case 'QueueCallerLeave':
    case 'QueueCallerAbandon':
    case 'AgentCalled':
    case 'AgentRingNoAnswer':
    case 'AgentConnect':
      return queueFacts(message, times);
    case 'ParkedCall':
    case 'UnParkedCall':
    case 'ParkedCallTimeOut':
    case 'ParkedCallGiveUp':
      return parkedFacts(message, times);
    default:
      return channel === null ? [] : ofChannel(message, times, channel);
  }
}

const present = <Value>(value: Value | null): readonly Value[] => (value === null ? [] : [value]);

/** Events about one channel. */
function ofChannel(message: AmiEventHeaders, times: AmiTimes, channel: Uniqueid): readonly PbxFact[] {
  switch (message.name) {
    case 'Hangup':
      return [{ kind: 'channel-gone', ...times, channel, cause: Number(message.get('Cause') ?? 0) || 0 }];
    case 'HangupRequest':
    case 'SoftHangupRequest':
      return [{ kind: 'hangup-request', ...times, channel, soft: message.name === 'SoftHangupRequest' }];
    case 'Hold':
    case 'Unhold':
      return [{ kind: 'hold', ...times, channel, held: message.name === 'Hold' }];
    case 'BridgeEnter':
    case 'BridgeLeave':
      return bridgeFacts(message, times, channel);
    case 'MixMonitorStart':
      return [{ kind: 'recording', ...times, channel, state: 'on' }];
    case 'MixMonitorStop':
      return [{ kind: 'recording', ...times, channel, state: 'off' }];
    case 'MixMonitorMute': {
      // One side alone is still recorded.
      const isPaused = message.get('State') === '1' && message.get('Direction') === 'both';
      return [{ kind: 'recording', ...times, channel, state: isPaused ? 'paused' : 'on' }];
    }
    case 'ConfbridgeJoin':
    case 'ConfbridgeLeave': {
      const conference = message.get('Conference') ?? '';
      return [{ kind: 'conference', ...times, channel, conference, joined: message.name === 'ConfbridgeJoin' }];
    }
    default:
      return [];
  }
}

/** The edge before the channels: what is linked to mine is worth reading. */
function dialFacts(message: AmiEventHeaders, times: AmiTimes): readonly PbxFact[] {
  const [caller, dest] = [idOf(message), idOf(message, 'Dest')];
  if (dest === null) return [];
  const edge: PbxFact =
    message.name === 'DialBegin'
      ? { kind: 'dial-begin', ...times, caller, dest }
      : { kind: 'dial-end', ...times, caller, dest, status: message.get('DialStatus') ?? '' };
  return [edge, ...present(channelOf(message, times)), ...present(channelOf(message, times, 'Dest'))];
}

function bridgeFacts(message: AmiEventHeaders, times: AmiTimes, channel: Uniqueid): readonly PbxFact[] {
  const bridge = message.get('BridgeUniqueid') ?? '';
  if (bridge === '') return [];
  const snapshot = present(channelOf(message, times));
  if (message.name === 'BridgeLeave') return [{ kind: 'bridge-leave', ...times, channel, bridge }, ...snapshot];
  const bridgeKind = bridgeKindOf(message.get('BridgeType') ?? '');
  const swap = idOf(message, 'Swap');
  const inside = Number(message.get('BridgeNumChannels') ?? Number.NaN);
  const entered = { channel, bridge, bridgeKind, swap, present: Number.isInteger(inside) ? inside : null };
  return [{ kind: 'bridge-enter', ...times, ...entered }, ...snapshot];
}

function transferFacts(message: AmiEventHeaders, times: AmiTimes): readonly PbxFact[] {
  if (message.get('Result') !== 'Success') return [];
  const blind = message.name === 'BlindTransfer';
  const prefixes = blind ? ['Transferer'] : ['OrigTransferer', 'SecondTransferer'];
  const legs = prefixes.map((prefix) => idOf(message, prefix)).filter((id) => id !== null);
  return [
    {
      kind: 'transfer',
      ...times,
      how: blind ? 'blind' : 'attended',
      legs: [...new Set(legs)],
      by: personOf(message, `${prefixes[0]}CallerID`),
      transferee: idOf(message, 'Transferee'),
      target: idOf(message, 'TransferTarget'),
      exten: message.get('Extension') ?? null,
      bridge: message.get('DestBridgeUniqueid') || null,
    },
  ];
}

function pickupFacts(message: AmiEventHeaders, times: AmiTimes): readonly PbxFact[] {
  const [picker, target] = [idOf(message), idOf(message, 'Target')];
  return picker === null || target === null ? [] : [{ kind: 'pickup', ...times, picker, target }];
}

/** Longest value that is kept; a dialplan may put documents in them. */
const longestValue = 500;

function valuesOf(message: AmiEventHeaders, times: AmiTimes, wanted: WantedValues): readonly PbxFact[] {
  const channel = idOf(message);
  if (channel === null) return [];
  const values: Record<string, string> = {};
  for (const line of message.all('ChanVariable')) {
    const name = line.slice(0, Math.max(0, line.indexOf('=')));
    // A variable that is not set comes with nothing behind its name.
    if (wanted.includes(name) && line.length > name.length + 1)
      values[name] = line.slice(name.length + 1, name.length + 1 + longestValue);
  }
  if (message.name === 'UserEvent') {
    for (const name of wanted) {
      const value = message.get(name);
      if (value !== undefined) values[name] = value.slice(0, longestValue);
    }
  }
  return Object.keys(values).length === 0 ? [] : [{ kind: 'values', ...times, channel, values }];
}
