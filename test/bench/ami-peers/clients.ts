import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { createAmiClient } from '../../../main/ami/client.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import type { AmiTransport } from '../../../main/ami/transport.ts';
import { quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

/** Connects, logs in and takes events until BenchEnd; answers how many it was given. */
export type Client = (port: number) => Promise<number>;

const load = createRequire(import.meta.url);
const last = 'BenchEnd';

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

/** Milliseconds of processor time our client took for each read: so long it kept everything else from running. */
export const readTimes: number[] = [];

function timed(transport: AmiTransport): AmiTransport {
  return {
    target: transport.target,
    open: (listener) =>
      transport.open({
        onOpen: () => listener.onOpen(),
        onClose: (error) => listener.onClose(error),
        onData: (bytes) => {
          const began = process.threadCpuUsage();
          listener.onData(bytes);
          const { user, system } = process.threadCpuUsage(began);
          readTimes.push((user + system) / 1_000);
        },
      }),
  };
}

const ours =
  (interesting?: readonly string[]): Client =>
  (port) =>
    new Promise((resolve) => {
      const client = createAmiClient({
        ...{ transport: timed(tcpTransport({ host: '127.0.0.1', port })), username: 'x', secret: 'x', auth: 'plain' },
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

/** The least anybody can do: find where blocks end. */
const floor: Client = (port) =>
  new Promise((resolve) => {
    const blank = Buffer.from('\r\n\r\n');
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let seen = 0;
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(blank); end >= 0; end = bytes.indexOf(blank, start)) {
        seen += 1;
        const isLast = end - start === 15 && bytes.toString('latin1', start, end) === `Event: ${last}`;
        start = end + blank.length;
        if (!isLast) continue;
        socket.destroy();
        resolve(seen);
      }
      rest = bytes.subarray(start);
    });
    socket.write('Action: Login\r\nActionID: 1\r\n\r\n');
  });

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

const asteriskManager: Client = (port) => {
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

const amiIo: Client = (port) => {
  type Io = Emitting & { connect(): void; disconnect(): void; socket: { destroy(): void } };
  const library = load('ami-io') as { createClient(options: object): Io; SilentLogger: new () => object };
  const logger = new library.SilentLogger();
  const client = library.createClient({ port, host: '127.0.0.1', login: 'x', password: 'x', encoding: 'utf8', logger });
  const counted = counting(client, 'event', 'event', () => client.socket.destroy());
  client.connect();
  return counted;
};

const asteriskAmiClient: Client = async (port) => {
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

export const floorName = 'blank-line scan (floor)';
export const referenceName = 'asterisk-manager';
export const fast: Readonly<Record<string, Client>> = {
  [floorName]: floor,
  'ours, filtered to call events': ours(callEvents),
  'ours, all delivered, calls read': ours(),
};
export const peers: Readonly<Record<string, Client>> = {
  [referenceName]: asteriskManager,
  'ami-io, silenced': amiIo,
  'asterisk-ami-client': asteriskAmiClient,
};
