import { removed } from './entry.ts';
import type { Alias } from './scrub-ami.ts';

/** What of ARI's objects is kept, key by key; what is not named here is left out, whatever it is. */
interface Shape {
  readonly [key: string]: 'text' | 'texts' | 'call-id' | Shape;
}

const party: Shape = { name: 'text', number: 'text' };
const channel: Shape = {
  ...{ id: 'text', name: 'text', state: 'text', protocol_id: 'call-id', creationtime: 'text' },
  ...{ caller: party, connected: party },
};
/** A channel that begins also says what was dialled; later its extension may be what a caller typed into a menu. */
const bornChannel: Shape = { ...channel, dialplan: { context: 'text', exten: 'text' } };
const bridge: Shape = { id: 'text', bridge_class: 'text', bridge_type: 'text', technology: 'text' };

/** In the list of bridges: who is in it. */
const listedBridge: Shape = { ...bridge, channels: 'texts' };

const event: Shape = {
  ...{ type: 'text', timestamp: 'text', application: 'text' },
  ...{ channel, caller: channel, peer: channel, transferee: channel, transfer_target: channel },
  ...{ transferer_first_leg: channel, transferer_second_leg: channel, bridge },
  ...{ dialstatus: 'text', soft: 'text', cause: 'text', tech_cause: 'text', result: 'text' },
  ...{ destination_bridge: 'text', destination_type: 'text', eventname: 'text', bridge_blind_transfer: 'text' },
};
const blindTransfer: Shape = { ...event, exten: 'text', context: 'text' };

/** An event as it may be kept; null: nothing of it may. */
export function scrubEvent(raw: Readonly<Record<string, unknown>>, alias: Alias): unknown {
  const { type } = raw;
  if (type === 'ChannelDtmfReceived') return null;
  if (type === 'ChannelCreated') return pick(raw, { ...event, channel: bornChannel }, alias);
  return pick(raw, type === 'BridgeBlindTransfer' ? blindTransfer : event, alias);
}

/** The answer to a request: channels and bridges are kept, of everything else that it came. */
export function scrubAnswer(path: string, body: unknown, alias: Alias): unknown {
  const shape = /^\/channels(\/[^/]+)?$/.test(path) ? channel : path === '/bridges' ? listedBridge : null;
  if (shape === null) return removed;
  return Array.isArray(body) ? body.map((each: unknown) => pick(each, shape, alias)) : pick(body, shape, alias);
}

const textsIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

function pick(value: unknown, shape: Shape, alias: Alias): unknown {
  if (value === null || typeof value !== 'object') return null;
  const found = Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    const wanted = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (wanted === undefined) return [];
    if (wanted === 'texts') return [[key, textsIn(each)] as const];
    if (typeof wanted === 'object') return [[key, pick(each, wanted, alias)] as const];
    if (each !== null && typeof each === 'object') return [];
    const isCallId = wanted === 'call-id' && typeof each === 'string' && each !== '';
    return [[key, isCallId ? alias(each) : each] as const];
  });
  return Object.fromEntries(found);
}
