import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { createAmiClient } from '../../../main/ami/client.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import type { AmiTransport } from '../../../main/ami/transport.ts';
import { quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';
import { last } from './corpora.ts';

/** Connects, logs in and takes events until the last of the flood; answers how many it was given. */
type PeerClient = (port: number) => Promise<number>;
/** The same by our own client, whatever its road is. */
export type OurClient = (transport: AmiTransport) => Promise<number>;

const load = createRequire(import.meta.url);

/** The fields of channel events that a call list needs. */
const callFields = [
  'Uniqueid',
  'Linkedid',
  'Channel',
  'ChannelState',
  'CallerIDNum',
  'CallerIDName',
  'ConnectedLineName',
];
const callEvents = [
  ...['Newchannel', 'Newstate', 'NewCallerid', 'NewConnectedLine', 'Hangup', 'DialBegin', 'DialEnd'],
  ...['BridgeEnter', 'BridgeLeave', 'QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentCalled'],
  ...['AgentConnect', 'AgentComplete', 'MessageWaiting', 'ParkedCall', 'UnParkedCall', 'Hold', 'Unhold'],
];
const isCallEvent = new Set(callEvents);

const clientOf =
  (interesting?: readonly string[]): OurClient =>
  (transport) =>
    new Promise((resolve) => {
      const client = createAmiClient({
        ...{ transport, username: 'x', secret: 'x', auth: 'plain' },
        ...{ clock: systemClock, random: Math.random, log: quiet },
        ...(interesting === undefined ? {} : { interesting: [...interesting, last] }),
      });
      let seen = 0;
      client.onEvent((event: AmiMessage) => {
        seen += 1;
        if (isCallEvent.has(event.name)) for (const field of callFields) event.get(field);
        if (event.name !== last) return;
        client.dispose();
        resolve(seen);
      });
      client.start();
    });

/** The least anybody can do: find where blocks end, until the last. */
function scanner(): (chunk: Buffer) => boolean {
  const blank = Buffer.from('\r\n\r\n');
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(blank); end >= 0; end = bytes.indexOf(blank, start)) {
      const isLast = end - start === 15 && bytes.toString('latin1', start, end) === `Event: ${last}`;
      start = end + blank.length;
      if (isLast) return true;
    }
    rest = bytes.subarray(start);
    return false;
  };
}

export const floor = {
  name: 'blank-line scan (floor)',
  overLoopback: (port: number): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      const scan = scanner();
      socket.on('data', (chunk: Buffer) => {
        if (!scan(chunk)) return;
        socket.destroy();
        resolve();
      });
      socket.write('Action: Login\r\nActionID: 1\r\n\r\n');
    }),
  inMemory: (reads: Iterable<Buffer>): void => {
    const scan = scanner();
    for (const chunk of reads) scan(chunk);
  },
};

interface Emitting {
  on(name: string, listener: (event: Readonly<Record<string, unknown>>) => void): unknown;
}

const counting = (source: Emitting, name: string, field: string, close: () => void): Promise<number> =>
  new Promise((resolve) => {
    let seen = 0;
    source.on(name, (event) => {
      seen += 1;
      if (event[field] !== last) return;
      close();
      resolve(seen);
    });
  });

const asteriskManager: PeerClient = (port) => {
  type Manager = Emitting & { disconnect(): void };
  const make = load('asterisk-manager') as (
    port: number,
    host: string,
    user: string,
    secret: string,
    on: boolean,
  ) => Manager;
  const manager = make(port, '127.0.0.1', 'x', 'x', true);
  return counting(manager, 'managerevent', 'event', () => manager.disconnect());
};

const amiIo: PeerClient = (port) => {
  type Io = Emitting & { connect(): void; disconnect(): void; socket: { destroy(): void } };
  const library = load('ami-io') as { createClient(options: object): Io; SilentLogger: new () => object };
  const logger = new library.SilentLogger();
  const client = library.createClient({ port, host: '127.0.0.1', login: 'x', password: 'x', encoding: 'utf8', logger });
  const counted = counting(client, 'event', 'event', () => client.socket.destroy());
  client.connect();
  return counted;
};

const asteriskAmiClient: PeerClient = async (port) => {
  type Ami = Emitting & {
    connect(user: string, secret: string, options: object): Promise<unknown>;
    disconnect(): void;
  };
  const Library = load('asterisk-ami-client') as new (options: object) => Ami;
  const client = new Library({ reconnect: false });
  const counted = counting(client, 'event', 'Event', () => client.disconnect());
  await client.connect('x', 'x', { host: '127.0.0.1', port });
  return counted;
};

export const referenceName = 'asterisk-manager';
/** The one that the bar is about. */
export const allDelivered = 'ours, all delivered, calls read';
export const ours: Readonly<Record<string, OurClient>> = {
  [allDelivered]: clientOf(),
  'ours, filtered to call events': clientOf(callEvents),
};
export const peers: Readonly<Record<string, PeerClient>> = {
  [referenceName]: asteriskManager,
  'ami-io, silenced': amiIo,
  'asterisk-ami-client': asteriskAmiClient,
};
