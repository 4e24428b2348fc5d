import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A road to AMI on which the answer to one action gets lost, though the PBX has carried it out. */
export interface ForgetfulWire {
  readonly port: number;
  /** What was lost so far. */
  readonly lost: readonly string[];
  close(): void;
}

const end = '\r\n\r\n';

/** Withholds the answers to actions of that name. */
export async function forgetfulWire(to: number, action: string): Promise<ForgetfulWire> {
  const sockets = new Set<Socket>();
  const lost: string[] = [];
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const withheld = new Set<string>();
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === near ? far : near).destroy();
      });
    }
    near.on('data', (bytes) => {
      for (const block of String(bytes).split(end)) {
        const id = /^ActionID: (.+)$/m.exec(block)?.[1]?.trim();
        if (id !== undefined && new RegExp(`^Action: ${action}\\r?$`, 'm').test(block)) withheld.add(id);
      }
      far.write(bytes);
    });
    let rest = '';
    far.on('data', (bytes) => {
      if (withheld.size === 0) return void near.write(bytes);
      const blocks = (rest + bytes.toString('latin1')).split(end);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const id = /^ActionID: (.+)$/m.exec(block)?.[1]?.trim() ?? '';
        if (withheld.has(id)) lost.push(block);
        else near.write(block + end, 'latin1');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lost,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
