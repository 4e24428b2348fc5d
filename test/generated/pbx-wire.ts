import { ariFrame } from './ari-frame.ts';

/** A channel of the made-up PBX. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly exten: string;
  state: 'Down' | 'Ring' | 'Ringing' | 'Up';
  connected: string;
  linkedid: string;
  bridge: string | null;
}

type Headers = Readonly<Record<string, string>>;

type BridgeType = 'basic' | 'parking' | 'base';
interface Entry {
  readonly kind?: BridgeType;
  /** Whose place is taken. */
  readonly swap?: Channel;
}
interface Birth {
  readonly at: number;
  readonly linkedid: string | undefined;
}
const hex = (at: number): string => at.toString(16).padStart(8, '0');

/** Writes what a PBX would: manager events, block by block, with the headers and the order Asterisk gives them, and ARI's. */
export class PbxWire {
  readonly blocks: { readonly at: number; readonly text: string }[] = [];
  /** What the same deeds look like on an ARI event socket. */
  readonly frames: string[] = [];
  readonly began = 1_700_000_000_000;
  at = this.began;
  #count = 0;
  readonly #bridges = new Map<string, { readonly kind: BridgeType; readonly inside: readonly Channel[] }>();

  pass(ms: number): void {
    this.at += ms;
  }

  fresh(): number {
    this.#count += 1;
    return this.#count;
  }

  newChannel(endpoint: string, state: Channel['state'], number: string, exten: string, linkedid?: string): Channel {
    const at = this.fresh();
    return this.#born({ at, name: `PJSIP/${endpoint}-${hex(at)}`, state, number, exten, linkedid });
  }

  /** A Local channel, made for `face` on the way to `exten`; its far half speaks in the caller's name. */
  newPair(exten: string, { number, linkedid }: Channel): { readonly one: Channel; readonly two: Channel } {
    const [at, other] = [this.fresh(), this.fresh()];
    const name = `Local/${exten}@from-queue-${hex(at)}`;
    const one = this.#born({ at, name: `${name};1`, state: 'Down', number: exten, exten, linkedid });
    return { one, two: this.#born({ at: other, name: `${name};2`, state: 'Ring', number, exten, linkedid }) };
  }

  #born({ at, linkedid, ...told }: Pick<Channel, 'name' | 'state' | 'number' | 'exten'> & Birth): Channel {
    const id = `1700000000.${at}`;
    const channel = { ...told, id, connected: '', linkedid: linkedid ?? id, bridge: null };
    this.say('Newchannel', { '': channel });
    return channel;
  }

  become(channel: Channel, state: Channel['state']): void {
    channel.state = state;
    this.say('Newstate', { '': channel });
  }

  connect(channel: Channel, number: string): void {
    channel.connected = number;
    this.say('NewConnectedLine', { '': channel });
  }

  enter(channel: Channel, bridge: string, how: Entry = {}): void {
    const { kind = 'basic', swap = null } = how;
    channel.bridge = bridge;
    const inside = [...(this.#bridges.get(bridge)?.inside ?? []), channel];
    this.#bridges.set(bridge, { kind, inside });
    const swapped: Headers = swap === null ? {} : { SwapUniqueid: swap.id };
    this.say('BridgeEnter', { '': channel }, { ...this.#told(bridge), ...swapped });
  }

  leave(channel: Channel): void {
    if (channel.bridge === null) return;
    const bridge = channel.bridge;
    channel.bridge = null;
    const { kind, inside } = this.#bridges.get(bridge) ?? { kind: 'basic', inside: [] };
    this.#bridges.set(bridge, { kind, inside: inside.filter((each) => each !== channel) });
    this.say('BridgeLeave', { '': channel }, this.#told(bridge));
  }

  /** A conference counts its announcer, a channel nobody is told of. */
  #told(bridge: string): Headers {
    const { kind, inside } = this.#bridges.get(bridge) ?? { kind: 'basic', inside: [] };
    const count = inside.length + (kind === 'base' ? 1 : 0);
    return { BridgeUniqueid: bridge, BridgeType: kind, BridgeNumChannels: String(count) };
  }

  hangUp(channel: Channel, cause: number): void {
    this.say('Hangup', { '': channel }, { Cause: String(cause), 'Cause-txt': 'x' });
  }

  /** An event with the snapshots of channels under their prefixes, and more headers behind them. */
  say(event: string, channels: Readonly<Record<string, Channel>>, more: Headers = {}): void {
    this.pass(7);
    const snapshots = Object.entries(channels).flatMap(([prefix, channel]) => snapshot(prefix, channel));
    const rest = Object.entries(more).map(([name, value]) => `${name}: ${value}`);
    const text = [`Event: ${event}`, 'Privilege: call,all', ...snapshots, ...rest].join('\r\n');
    this.blocks.push({ at: this.at, text: `${text}\r\n\r\n` });
    const frame = ariFrame(event, this.at, channels, more);
    if (frame !== null) this.frames.push(frame);
  }
}

function snapshot(prefix: string, channel: Channel): readonly string[] {
  const { id, name, number, exten, state, connected, linkedid } = channel;
  return [
    `${prefix}Channel: ${name}`,
    `${prefix}ChannelStateDesc: ${state}`,
    `${prefix}CallerIDNum: ${number}`,
    `${prefix}CallerIDName: <unknown>`,
    `${prefix}ConnectedLineNum: ${connected === '' ? '<unknown>' : connected}`,
    `${prefix}ConnectedLineName: <unknown>`,
    `${prefix}Exten: ${exten}`,
    `${prefix}Uniqueid: ${id}`,
    `${prefix}Linkedid: ${linkedid}`,
  ];
}
