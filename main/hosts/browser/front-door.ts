import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { addressOf } from './door.ts';

/** Where the desk will be, before there is a desk. */
export interface FrontDoor {
  readonly server: Server;
  readonly port: number;
  /** Of the first address. */
  readonly token: string;
  /** The address that opens the desk once. */
  readonly address: string;
  /** Whoever came early is let through to those who listen to `server` by now. */
  open(): void;
}

/**
 * Listens on 127.0.0.1, on any free port where `port` is 0 or taken, before anything else of Offhook is read: a browser
 * takes longer to start than we do, and can do so meanwhile. Whoever comes before `open` waits.
 */
export async function openFrontDoor(port: number): Promise<FrontDoor> {
  const server = createServer();
  const early: (() => void)[] = [];
  const keep =
    (event: 'request' | 'upgrade') =>
    (...what: unknown[]): void =>
      void early.push(() => server.emit(event, ...what));
  const [request, upgrade] = [keep('request'), keep('upgrade')];
  server.on('request', request).on('upgrade', upgrade);
  const listening = await listen(server, port).catch(() => listen(server, 0));
  const token = randomBytes(32).toString('base64url');
  return {
    server,
    port: listening,
    token,
    address: addressOf(listening, token),
    open: () => {
      server.off('request', request).off('upgrade', upgrade);
      for (const again of early.splice(0)) again();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', () => {
    server.off('error', reject);
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  });
  return promise;
}
