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

/** Writes what a PBX would: manager events, block by block, with the headers and the order Asterisk gives them, and ARI's. */
export class PbxWire {
  readonly blocks: { readonly at: number; readonly text: string }[] = [];
  /** What the same deeds look like on an ARI event socket. */
  readonly frames: string[] = [];
  at = 1_700_000_000_000;
  #count = 0;

  pass(ms: number): void {
    this.at += ms;
  }

  fresh(): number {
    this.#count += 1;
    return this.#count;
  }

  newChannel(endpoint: string, state: Channel['state'], number: string, exten: string, linkedid?: string): Channel {
    const at = this.fresh();
    const id = `1700000000.${at}`;
    const name = `PJSIP/${endpoint}-${at.toString(16).padStart(8, '0')}`;
    const channel = { id, name, number, exten, state, connected: '', linkedid: linkedid ?? id, bridge: null };
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

  enter(channel: Channel, bridge: string, kind = 'basic', swap: Channel | null = null): void {
    channel.bridge = bridge;
    const swapped: Headers = swap === null ? {} : { SwapUniqueid: swap.id };
    this.say('BridgeEnter', { '': channel }, { BridgeUniqueid: bridge, BridgeType: kind, ...swapped });
  }

  leave(channel: Channel): void {
    if (channel.bridge === null) return;
    const bridge = channel.bridge;
    channel.bridge = null;
    this.say('BridgeLeave', { '': channel }, { BridgeUniqueid: bridge, BridgeType: 'basic' });
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
