import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tlsTransport } from '../../../main/ami/tls-transport.ts';
import type { AmiConnection } from '../../../main/ami/transport.ts';
import { authority, trusted } from '../net/certificates.ts';

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** How long each piece of application data is that goes by on the wire, its seal included (RFC 8446 section 5.2). */
class Wire {
  readonly lengths: number[] = [];
  #rest = Buffer.alloc(0);

  take(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    while (this.#rest.length >= 5) {
      const length = this.#rest.readUInt16BE(3);
      if (this.#rest.length < 5 + length) return;
      if (this.#rest[0] === applicationData) this.lengths.push(length);
      this.#rest = this.#rest.subarray(5 + length);
    }
  }
}
const applicationData = 23;
/** The kind of record behind the text, and the seal of AEAD ciphers. */
const seal = 1 + 16;

/** A TLS server, and a wire to it that is looked at. `reads` false: it never takes what it is sent. */
async function server(reads: boolean) {
  const heard: Buffer[] = [];
  let far: TLSSocket | null = null;
  const tls = createTlsServer(trusted, (socket) => {
    sockets.push(socket);
    far = socket;
    socket.on('error', () => undefined);
    if (reads) socket.on('data', (bytes: Buffer) => heard.push(bytes));
  });
  const port = await listening(tls);
  const wire = new Wire();
  const relay = createServer((near) => {
    const onward = connect(port, '127.0.0.1');
    sockets.push(near, onward);
    for (const socket of [near, onward]) socket.on('error', () => undefined);
    near.on('data', (bytes: Buffer) => wire.take(bytes));
    near.once('close', () => onward.destroy());
    onward.once('close', () => near.destroy());
    near.pipe(onward).pipe(near);
  });
  return { direct: port, port: await listening(relay), wire, heard: () => Buffer.concat(heard), far: () => far };
}

async function opened(port: number, onClose: (error: unknown) => void = () => undefined): Promise<AmiConnection> {
  const transport = tlsTransport({ host: 'localhost', port, trust: { kind: 'ca', pem: authority } });
  return new Promise((resolve) => {
    const connection: AmiConnection = transport.open({
      onOpen: () => queueMicrotask(() => resolve(connection)),
      onData: () => undefined,
      onClose,
    });
  });
}

describe('an action over TLS', () => {
  it('goes in records of 1000 bytes at most, each its own, in order and whole', async () => {
    const { port, wire, heard } = await server(true);
    const connection = await opened(port);
    const [long, short] = [Buffer.alloc(3_500, 'a'), Buffer.from('Action: Ping\r\n\r\n')];
    connection.write(long);
    connection.write(short);
    await vi.waitFor(() => expect(heard().length).toBe(long.length + short.length), { timeout: 15_000 });
    expect(heard().equals(Buffer.concat([long, short]))).toBe(true);
    // The first is the client's Finished, which looks like data from outside.
    const sent = wire.lengths.slice(-5).map((length) => length - seal);
    expect(sent).toEqual([1_000, 1_000, 1_000, 500, short.length]);
    connection.destroy();
  });

  it('that a stalled PBX does not take waits on our side, holds nothing up and goes with the connection', async () => {
    const { direct, far } = await server(false);
    let closed = 0;
    const connection = await opened(direct, () => {
      closed += 1;
    });
    const megabyte = Buffer.alloc(1_048_576, 'a');
    const began = performance.now();
    for (let at = 0; at < 6; at += 1) connection.write(megabyte);
    expect(performance.now() - began).toBeLessThan(5_000);
    // The far end closes on whoever it has not read: told once, and nothing more is written.
    await vi.waitFor(() => expect(far()).not.toBeNull(), { timeout: 15_000 });
    far()?.destroy();
    await vi.waitFor(() => expect(closed).toBe(1), { timeout: 15_000 });
    connection.write(megabyte);
    connection.destroy();
    expect(closed).toBe(1);
  });
});
