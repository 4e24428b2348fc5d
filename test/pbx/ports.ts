import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export interface Ports {
  readonly ami: number;
  readonly amiTls: number;
  readonly http: number;
  readonly https: number;
  readonly sip: number;
  readonly rtp: { readonly first: number; readonly last: number };
}

const rtpPorts = 200;

/** Ports nobody uses now. All are held until the last is found, so that they differ. */
export async function findPorts(): Promise<Ports> {
  const servers = ['ami', 'amiTls', 'http', 'https'].map(() => createServer());
  const sip = createSocket('udp4');
  try {
    const listening = servers.map(async (server) => once(server.listen(0, '127.0.0.1'), 'listening'));
    await Promise.all([...listening, bound(sip, 0)]);
    const [ami = 0, amiTls = 0, http = 0, https = 0] = servers.map((server) => (server.address() as AddressInfo).port);
    return { ami, amiTls, http, https, sip: sip.address().port, rtp: await findRtpRange() };
  } finally {
    for (const server of servers) server.close();
    sip.close();
  }
}

/** Below the kernel's ephemeral ports (32768 up), where nobody gets one by chance. */
async function findRtpRange(): Promise<Ports['rtp']> {
  for (let tries = 0; tries < 20; tries++) {
    const first = 12_000 + rtpPorts * Math.floor(Math.random() * 100);
    // oxlint-disable-next-line no-await-in-loop -- one range after the other until one is free
    if (await isFree(first)) return { first, last: first + rtpPorts - 1 };
  }
  throw new Error('no 200 free UDP ports in a row between 12000 and 32000');
}

/** A look at the range's start and middle: Asterisk itself skips a port that is taken. */
async function isFree(first: number): Promise<boolean> {
  const sockets = [first, first + 1, first + rtpPorts / 2].map((port) => ({ port, socket: createSocket('udp4') }));
  const tried = await Promise.allSettled(sockets.map(async ({ port, socket }) => bound(socket, port)));
  for (const { socket } of sockets) socket.close();
  return tried.every(({ status }) => status === 'fulfilled');
}

async function bound(socket: ReturnType<typeof createSocket>, port: number): Promise<void> {
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
}
