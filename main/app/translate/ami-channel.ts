import type { AmiBridge } from '../../ami/asks/bridges.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { BridgeKind, ChannelFact } from '../../facts/channel-facts.ts';
import type { Person } from '../../facts/pbx.ts';
import type { BridgesFact, CompanyFact } from '../../facts/source-facts.ts';
import { endpointOf, pairOf } from './endpoint-of.ts';

/** An AMI event as far as translation needs it. */
export interface AmiEventHeaders {
  /** As in `Event: AgentCalled`. */
  readonly name: string;
  /** First value of a header, in any case; undefined when there is none. */
  get(name: string): string | undefined;
  /** Every value of a header that may repeat. */
  all(name: string): readonly string[];
}

/** When an event came, and when the PBX says it was (timestampevents in manager.conf). */
export interface AmiTimes {
  readonly source: 'ami';
  readonly at: number;
  readonly pbxAt: number | null;
}

export function timesOf(message: AmiEventHeaders, at: number): AmiTimes {
  const stamp = Number(message.get('Timestamp') ?? Number.NaN);
  return { source: 'ami', at, pbxAt: Number.isFinite(stamp) ? Math.round(stamp * 1000) : null };
}

export const idOf = (message: AmiEventHeaders, prefix = ''): Uniqueid | null =>
  (message.get(`${prefix}Uniqueid`) || undefined) === undefined ? null : (message.get(`${prefix}Uniqueid`) as Uniqueid);

/** `<unknown>` is what the PBX writes where it knows nothing. */
const known = (text: string | undefined): string => (text === undefined || text === '<unknown>' ? '' : text);

export const personOf = (message: AmiEventHeaders, prefix: string): Person => ({
  name: known(message.get(`${prefix}Name`)),
  number: known(message.get(`${prefix}Num`)),
});

const states: Readonly<Record<string, ChannelFact['state']>> = {
  Down: 'down',
  Rsrvd: 'down',
  OffHook: 'down',
  Up: 'up',
};

/** The channel snapshot an event carries under a prefix; null: it has none. */
export function channelOf(message: AmiEventHeaders, times: AmiTimes, prefix = ''): ChannelFact | null {
  const [channel, name] = [idOf(message, prefix), message.get(`${prefix}Channel`)];
  if (channel === null || name === undefined) return null;
  const state = message.get(`${prefix}ChannelStateDesc`) ?? '';
  return {
    kind: 'channel',
    ...times,
    channel,
    name,
    endpoint: endpointOf(name),
    pair: pairOf(name),
    state: states[state] ?? 'ringing',
    // Ring is a phone that dials, Ringing one that is dialled (`ast_state2str`, main/channel.c).
    role: state === 'Ring' ? 'caller' : state === 'Ringing' ? 'callee' : null,
    born: false,
    linkedid: message.get(`${prefix}Linkedid`) || null,
    caller: personOf(message, `${prefix}CallerID`),
    connected: personOf(message, `${prefix}ConnectedLine`),
    dialled: null,
    dialog: null,
  };
}

/** Newchannel: its state tells who made it, its extension what was dialled. */
export function bornChannel(message: AmiEventHeaders, times: AmiTimes): ChannelFact | null {
  const fact = channelOf(message, times);
  if (fact === null) return null;
  const state = message.get('ChannelStateDesc');
  const role = state === 'Down' ? 'callee' : fact.role;
  const exten = message.get('Exten') ?? '';
  return { ...fact, born: true, role, dialled: role === 'caller' && exten !== '' && exten !== 's' ? exten : null };
}

/** One item of a Status list: where the channel is now. It knows neither holds nor who dials whom. */
export function statusChannel(message: AmiEventHeaders, at: number): ChannelFact | null {
  const fact = channelOf(message, timesOf(message, at));
  if (fact === null) return null;
  const application = message.get('Application') ?? '';
  const role = /^App(Dial|Queue)/.test(application) ? 'callee' : (fact.role ?? (fact.state === 'up' ? 'caller' : null));
  return {
    ...fact,
    role,
    dialled: message.get('DNID') || null,
    bridge: message.get('BridgeID') || null,
  };
}

/** The items of a BridgeInfo list. */
export function companyOf(
  items: readonly AmiEventHeaders[],
  of: Pick<CompanyFact, 'bridge' | 'at' | 'since'>,
): CompanyFact {
  const found = items.map((item) => channelOf(item, timesOf(item, of.at))).filter((fact) => fact !== null);
  return { kind: 'company', source: 'ami', ...of, channels: found.map((fact) => ({ ...fact, bridge: of.bridge })) };
}

const bridgeKinds: Readonly<Record<string, BridgeKind>> = { basic: 'basic', parking: 'parking', base: 'conference' };

/** What AMI calls a bridge's type is its class (`base` is app_confbridge's). */
export const bridgeKindOf = (type: string): BridgeKind => bridgeKinds[type] ?? 'other';

/** A whole BridgeList. */
export const bridgesOf = (listed: readonly AmiBridge[], when: Pick<BridgesFact, 'at' | 'since'>): BridgesFact => ({
  kind: 'bridges',
  source: 'ami',
  ...when,
  bridges: listed.map(({ id, type, channels }) => ({ bridge: id, bridgeKind: bridgeKindOf(type), present: channels })),
});
