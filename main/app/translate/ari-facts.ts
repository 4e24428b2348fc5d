import { type AriChannel, decodeChannel } from '../../ari/channel.ts';
import { type AriEvent, causeOf, channelOf, dialOf } from '../../ari/event.ts';
import { asFields, textOf } from '../../ari/fields.ts';
import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { BridgeKind, ChannelFact } from '../../facts/channel-facts.ts';
import type { PbxFact } from '../../facts/fact.ts';
import { nobody } from '../../facts/pbx.ts';
import type { WantedValues } from './ami-facts.ts';
import { endpointOf, pairOf } from './endpoint-of.ts';

interface AriTimes {
  readonly source: 'ari';
  readonly at: number;
  readonly pbxAt: number | null;
}

const states: Readonly<Record<string, ChannelFact['state']>> = {
  Down: 'down',
  Rsrvd: 'down',
  OffHook: 'down',
  Up: 'up',
};

/** A channel as ARI shows it, in an event or a list. */
export function ariChannel(channel: AriChannel, times: AriTimes, born = false): ChannelFact {
  const { id, name, state, protocolId, dialplan } = channel;
  const role = state === 'Ring' ? 'caller' : state === 'Ringing' || (born && state === 'Down') ? 'callee' : null;
  const dialled = born && role === 'caller' && dialplan.exten !== '' && dialplan.exten !== 's' ? dialplan.exten : null;
  return {
    kind: 'channel',
    ...times,
    channel: id as Uniqueid,
    name,
    endpoint: endpointOf(name),
    pair: pairOf(name),
    state: states[state] ?? 'ringing',
    role,
    born,
    linkedid: null,
    caller: channel.caller,
    connected: channel.connected,
    dialled,
    dialog: protocolId as SipCallId | null,
  };
}

/** What an ARI event says, as facts. ARI knows channels, bridges and dials; of queues and parking it knows nothing. */
export function ariFacts(event: AriEvent, at: number, wanted: WantedValues = []): readonly PbxFact[] {
  const times: AriTimes = { source: 'ari', at, pbxAt: event.timestamp };
  if (event.type === 'Dial') return dialFacts(event, times);
  if (event.type === 'BridgeAttendedTransfer') return attendedFacts(event, times);
  const channel = channelOf(event);
  if (channel === null) return [];
  return [...ofChannel(event, times, channel), ...valueFacts(event, times, channel.id as Uniqueid, wanted)];
}

function ofChannel(event: AriEvent, times: AriTimes, channel: AriChannel): readonly PbxFact[] {
  const id = channel.id as Uniqueid;
  // The list of types grows with Asterisk; all that is not said here says nothing of calls.
  const type: string = event.type;
  switch (type) {
    case 'ChannelCreated':
      return [ariChannel(channel, times, true)];
    case 'ChannelStateChange':
    case 'ChannelCallerId':
    case 'ChannelConnectedLine':
      return [ariChannel(channel, times)];
    case 'ChannelDestroyed':
      return [{ kind: 'channel-gone', ...times, channel: id, cause: causeOf(event)?.cause ?? 0 }];
    case 'ChannelHangupRequest':
      return [{ kind: 'hangup-request', ...times, channel: id, soft: event.raw['soft'] === true }];
    case 'ChannelHold':
    case 'ChannelUnhold':
      return [{ kind: 'hold', ...times, channel: id, held: event.type === 'ChannelHold' }];
    case 'ChannelEnteredBridge':
    case 'ChannelLeftBridge':
      return bridgeFacts(event, times, channel);
    case 'BridgeBlindTransfer':
      return blindFacts(event, times, channel);
    default:
      return [];
  }
}

function dialFacts(event: AriEvent, times: AriTimes): readonly PbxFact[] {
  const dial = dialOf(event);
  if (dial === null) return [];
  const [caller, dest] = [(dial.caller?.id ?? null) as Uniqueid | null, dial.peer.id as Uniqueid];
  const channels = [dial.caller, dial.peer].filter((each) => each !== null).map((each) => ariChannel(each, times));
  if (dial.status === '') return [{ kind: 'dial-begin', ...times, caller, dest }, ...channels];
  // On its way: RINGING, PROGRESS, PROCEEDING. The rest are ends (main/dial.c, `ast_hangup_cause_to_dial_status`).
  if (/^(RINGING|PROGRESS|PROCEEDING)$/.test(dial.status)) return channels;
  return [{ kind: 'dial-end', ...times, caller, dest, status: dial.status }, ...channels];
}

const bridgeClasses: Readonly<Record<string, BridgeKind>> = { basic: 'basic', parking: 'parking', base: 'conference' };

/** A channel in the parking bridge is parked; by whom and in which slot is not told. */
function bridgeFacts(event: AriEvent, times: AriTimes, channel: AriChannel): readonly PbxFact[] {
  const fields = asFields(event.raw['bridge']);
  const bridge = fields === null ? null : textOf(fields, 'id');
  if (fields === null || bridge === null) return [];
  const id = channel.id as Uniqueid;
  const snapshot = ariChannel(channel, times);
  if (event.type === 'ChannelLeftBridge') return [{ kind: 'bridge-leave', ...times, channel: id, bridge }, snapshot];
  const bridgeKind = bridgeClasses[textOf(fields, 'bridge_class') ?? ''] ?? 'other';
  const enter: PbxFact = { kind: 'bridge-enter', ...times, channel: id, bridge, bridgeKind, swap: null };
  if (bridgeKind !== 'parking') return [enter, snapshot];
  const unknown = { lot: '', party: channel.caller, slot: null, retriever: null, by: null, timeoutSeconds: null };
  return [enter, snapshot, { kind: 'parked', ...times, what: 'parked', parkee: id, ...unknown }];
}

function blindFacts(event: AriEvent, times: AriTimes, channel: AriChannel): readonly PbxFact[] {
  if (textOf(event.raw, 'result') !== 'Success') return [];
  const transferee = decodeChannel(event.raw['transferee']);
  const exten = textOf(event.raw, 'exten');
  const [legs, by] = [[channel.id as Uniqueid], channel.caller];
  const handed = (transferee?.id ?? null) as Uniqueid | null;
  return [
    { kind: 'transfer', ...times, how: 'blind', legs, by, transferee: handed, target: null, exten, bridge: null },
  ];
}

function attendedFacts(event: AriEvent, times: AriTimes): readonly PbxFact[] {
  if (textOf(event.raw, 'result') !== 'Success') return [];
  const read = (field: string) => decodeChannel(event.raw[field]);
  const [first, second] = [read('transferer_first_leg'), read('transferer_second_leg')];
  const legs = [...new Set([first?.id, second?.id])].filter((id) => id !== undefined) as Uniqueid[];
  const transferee = (read('transferee')?.id ?? null) as Uniqueid | null;
  const target = (read('transfer_target')?.id ?? null) as Uniqueid | null;
  const by = first?.caller ?? nobody;
  const bridge = textOf(event.raw, 'destination_bridge');
  return [{ kind: 'transfer', ...times, how: 'attended', legs, by, transferee, target, exten: null, bridge }];
}

const longestValue = 500;

function valueFacts(event: AriEvent, times: AriTimes, channel: Uniqueid, wanted: WantedValues): readonly PbxFact[] {
  if (wanted.length === 0) return [];
  // Variables come with every channel where ari.conf's `channelvars` names them.
  const variables = asFields(asFields(event.raw['channel'])?.['channelvars']) ?? {};
  const body = { ...variables, ...(event.type === 'ChannelUserevent' ? asFields(event.raw['userevent']) : null) };
  const found = wanted.flatMap((name) => {
    const value = textOf(body, name);
    return value === null || value === '' ? [] : [[name, value.slice(0, longestValue)] as const];
  });
  return found.length === 0 ? [] : [{ kind: 'values', ...times, channel, values: Object.fromEntries(found) }];
}
