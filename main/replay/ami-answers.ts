import { askBridges } from '../ami/asks/bridges.ts';
import type { AmiMessage } from '../ami/codec/message.ts';
import { bridgesOf, companyOf, statusChannel } from '../app/translate/ami-channel.ts';
import { amiFacts } from '../app/translate/ami-facts.ts';
import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { ChannelFact } from '../facts/channel-facts.ts';
import { amiStream } from './read-ami.ts';
import type { Step } from './step.ts';

interface Asked {
  readonly action: string;
  /** The channel that was asked about; null: all. */
  readonly channel: Uniqueid | null;
  readonly bridge: string;
  readonly at: number;
  readonly items: AmiMessage[];
}

const stream = 'ami channels';
const listsRead: ReadonlySet<string> = new Set(['Status', 'QueueStatus', 'BridgeInfo', 'BridgeList']);

/** Tells a session's live events from the items of its lists, and what the lists say of channels, as the app does. */
export class AmiAnswers {
  readonly #asked = new Map<string, Asked>();
  /** Call-IDs that were told, until the channel itself is. */
  readonly #dialogs = new Map<Uniqueid, SipCallId>();
  readonly #tell: (step: Step) => void;

  constructor(tell: (step: Step) => void) {
    this.#tell = tell;
  }

  /** An action of ours, as its lines. */
  sent(text: string, at: number): void {
    const headers = new Map(text.split('\r\n').map((line) => [nameOf(line), valueOf(line)]));
    const [action, id] = [headers.get('Action') ?? '', headers.get('ActionID') ?? ''];
    const channel = (headers.get('Channel') ?? null) as Uniqueid | null;
    if (listsRead.has(action) || action === 'Getvar') {
      this.#asked.set(id, { action, channel, bridge: headers.get('BridgeUniqueid') ?? '', at, items: [] });
    }
  }

  received(message: AmiMessage, at: number): void {
    const id = message.get('ActionID') ?? '';
    const asked = this.#asked.get(id);
    if (message.kind === 'response') {
      if (asked !== undefined && message.name === 'Error') this.#refused(id, asked, message, at);
      else if (asked?.action === 'Getvar') this.#named(id, asked, message);
    } else if (asked === undefined) {
      if (id === '' || message.name === 'UserEvent') this.#live(message, at);
    } else if (message.get('EventList')?.toLowerCase() === 'complete') this.#complete(id, asked, at);
    else asked.items.push(message);
  }

  #live(message: AmiMessage, at: number): void {
    const facts = amiFacts(message, at);
    const { name } = message;
    if (facts.length > 0) this.#tell({ stream: amiStream(name), name, at, facts });
    const uptime = Number(message.get('Uptime') ?? Number.NaN);
    if (name !== 'FullyBooted' || !Number.isFinite(uptime)) return;
    this.#tell({ stream, name, at, told: { kind: 'boot', source: 'ami', at, bootedAt: at - uptime * 1000 } });
  }

  #complete(id: string, { action, channel, bridge, at: since, items }: Asked, at: number): void {
    this.#asked.delete(id);
    if (action === 'QueueStatus') return items.forEach((item) => this.#live(item, at));
    if (action === 'BridgeInfo') {
      const company = companyOf(items, { bridge, at, since });
      return this.#tell({ stream, name: action, at, told: company });
    }
    if (action === 'BridgeList') {
      const bridges = items.map((item) => askBridges().read(item)).filter((each) => each !== null);
      return this.#tell({ stream, name: action, at, told: bridgesOf(bridges, { at, since }) });
    }
    const channels = items.map((item) => statusChannel(item, at)).filter((fact) => fact !== null);
    if (channel === null) {
      const told = { kind: 'snapshot', source: 'ami', at, since, channels } as const;
      return this.#tell({ stream, name: 'Status', at, told });
    }
    const found = channels.find((fact) => fact.channel === channel);
    const dialog = this.#dialogs.get(channel) ?? null;
    this.#dialogs.delete(channel);
    if (found !== undefined) this.#answer(channel, { ...found, dialog }, since, at);
  }

  /** The Call-ID comes by an action of its own (call-id-of.ts), before the answer it belongs to. */
  #named(id: string, { channel }: Asked, message: AmiMessage): void {
    this.#asked.delete(id);
    const value = message.get('Value') ?? '';
    if (channel !== null && value !== '') this.#dialogs.set(channel, value as SipCallId);
  }

  #refused(id: string, { action, channel, at: since }: Asked, message: AmiMessage, at: number): void {
    this.#asked.delete(id);
    const isGone = /no such channel/i.test(message.get('Message') ?? '');
    if (action === 'Status' && channel !== null && isGone) this.#answer(channel, null, since, at);
  }

  #answer(channel: Uniqueid, found: ChannelFact | null, since: number, at: number): void {
    this.#tell({ stream, name: 'Status', at, told: { kind: 'answer', source: 'ami', at, since, channel, found } });
  }
}

const nameOf = (line: string): string => line.slice(0, Math.max(0, line.indexOf(':')));
const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).trimStart();
