import { type AriChannel, channelFrom } from '../../ari/channel.ts';
import { type AriEvent, channelOf, dialOf } from '../../ari/event.ts';
import { asFields, textOf } from '../../ari/fields.ts';
import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { BridgeKind, ChannelFact } from '../../facts/channel-facts.ts';
import type { PbxFact } from '../../facts/fact.ts';
import type { WantedValues } from './ami-facts.ts';
import { endpointOf, pairOf } from './endpoint-of.ts';

type Raw<Type extends AriEvent['type']> = Extract<AriEvent, { readonly type: Type }>['raw'];

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

/** The same with the bridge it is in: null for none, undefined where that was not told. */
export const placed = (fact: ChannelFact, bridge: string | null | undefined): ChannelFact =>
  bridge === undefined ? fact : { ...fact, bridge };

/** What an ARI event says, as facts. ARI knows channels, bridges and dials; of queues and parking it knows nothing. */
export function ariFacts(event: AriEvent, at: number, wanted: WantedValues = []): readonly PbxFact[] {
  const times: AriTimes = { source: 'ari', at, pbxAt: event.timestamp };
  if (event.type === 'Dial') return dialFacts(event, times);
  if (event.type === 'BridgeAttendedTransfer') return attendedFacts(event.raw, times);
  const channel = channelOf(event);
  if (channel === null) return [];
  return [...ofChannel(event, times, channel), ...valueFacts(event, times, channel.id as Uniqueid, wanted)];
}

function ofChannel(event: AriEvent, times: AriTimes, channel: AriChannel): readonly PbxFact[] {
  const id = channel.id as Uniqueid;
  // oxlint-disable-next-line switch-exhaustiveness-check -- all that is not here says nothing of calls
  switch (event.type) {
    case 'ChannelCreated':
      return [ariChannel(channel, times, true)];
    case 'ChannelStateChange':
    case 'ChannelCallerId':
    case 'ChannelConnectedLine':
      return [ariChannel(channel, times)];
    case 'ChannelDestroyed':
      return [{ kind: 'channel-gone', ...times, channel: id, cause: event.raw.cause }];
    case 'ChannelHangupRequest':
      return [{ kind: 'hangup-request', ...times, channel: id, soft: event.raw.soft === true }];
    case 'ChannelHold':
    case 'ChannelUnhold':
      return [{ kind: 'hold', ...times, channel: id, held: event.type === 'ChannelHold' }];
    case 'ChannelEnteredBridge':
      return enterFacts(event.raw.bridge, times, channel);
    case 'ChannelLeftBridge': {
      const bridge = event.raw.bridge.id;
      return [{ kind: 'bridge-leave', ...times, channel: id, bridge }, ariChannel(channel, times)];
    }
    case 'BridgeBlindTransfer':
      return blindFacts(event.raw, times, channel);
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
function enterFacts(bridge: Raw<'ChannelEnteredBridge'>['bridge'], times: AriTimes, channel: AriChannel): PbxFact[] {
  const id = channel.id as Uniqueid;
  const snapshot = ariChannel(channel, times);
  const bridgeKind = bridgeClasses[bridge.bridge_class] ?? 'other';
  const enter: PbxFact = {
    kind: 'bridge-enter',
    ...times,
    channel: id,
    bridge: bridge.id,
    bridgeKind,
    swap: null,
    present: null,
  };
  if (bridgeKind !== 'parking') return [enter, snapshot];
  const unknown = { lot: '', party: channel.caller, slot: null, retriever: null, by: null, timeoutSeconds: null };
  return [enter, snapshot, { kind: 'parked', ...times, what: 'parked', parkee: id, ...unknown }];
}

function blindFacts(raw: Raw<'BridgeBlindTransfer'>, times: AriTimes, channel: AriChannel): readonly PbxFact[] {
  if (raw.result !== 'Success') return [];
  const legs = [channel.id as Uniqueid];
  const transferee = (raw.transferee?.id ?? null) as Uniqueid | null;
  const { exten } = raw;
  const by = channel.caller;
  return [{ kind: 'transfer', ...times, how: 'blind', legs, by, transferee, target: null, exten, bridge: null }];
}

function attendedFacts(raw: Raw<'BridgeAttendedTransfer'>, times: AriTimes): readonly PbxFact[] {
  if (raw.result !== 'Success') return [];
  const first = channelFrom(raw.transferer_first_leg);
  const legs = [...new Set([first.id, raw.transferer_second_leg.id])] as Uniqueid[];
  const transferee = (raw.transferee?.id ?? null) as Uniqueid | null;
  const target = (raw.transfer_target?.id ?? null) as Uniqueid | null;
  const bridge = raw.destination_bridge ?? null;
  return [
    { kind: 'transfer', ...times, how: 'attended', legs, by: first.caller, transferee, target, exten: null, bridge },
  ];
}

const longestValue = 500;

function valueFacts(event: AriEvent, times: AriTimes, channel: Uniqueid, wanted: WantedValues): readonly PbxFact[] {
  if (wanted.length === 0) return [];
  // Variables come with every channel where ari.conf's `channelvars` names them.
  const variables = asFields(asFields(event.raw['channel'])?.['channelvars']) ?? {};
  const body = { ...variables, ...(event.type === 'ChannelUserevent' ? event.raw.userevent : null) };
  const found = wanted.flatMap((name) => {
    const value = textOf(body, name);
    return value === null || value === '' ? [] : [[name, value.slice(0, longestValue)] as const];
  });
  return found.length === 0 ? [] : [{ kind: 'values', ...times, channel, values: Object.fromEntries(found) }];
}
