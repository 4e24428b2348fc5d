import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { addressOf } from './door.ts';
import type { GivenDoor } from './door-by-parent.ts';

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
  const { server, open } = patientServer();
  const listening = await listen(server, port).catch(() => listen(server, 0));
  return frontDoor(server, open, { port: listening, token: randomBytes(32).toString('base64url') });
}

/** The same at a door somebody else has opened. */
export async function takeFrontDoor({ listening, token }: GivenDoor): Promise<FrontDoor> {
  const { server, open } = patientServer();
  return frontDoor(server, open, { port: await listen(server, listening), token });
}

type Place = Pick<FrontDoor, 'port' | 'token'>;

const frontDoor = (server: Server, open: () => void, { port, token }: Place): FrontDoor => ({
  ...{ server, port, token, open },
  address: addressOf(port, token),
});

/** Keeps who comes until `open`. */
function patientServer(): Pick<FrontDoor, 'server' | 'open'> {
  const server = createServer();
  const early: (() => void)[] = [];
  const keep =
    (event: 'request' | 'upgrade') =>
    (...what: unknown[]): void =>
      void early.push(() => server.emit(event, ...what));
  const [request, upgrade] = [keep('request'), keep('upgrade')];
  server.on('request', request).on('upgrade', upgrade);
  return {
    server,
    open: () => {
      server.off('request', request).off('upgrade', upgrade);
      for (const again of early.splice(0)) again();
    },
  };
}

/** Resolves to the port. */
function listen(server: Server, at: number | GivenDoor['listening']): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.once('listening', () => {
    server.off('error', reject);
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
  if (typeof at === 'number') server.listen(at, '127.0.0.1');
  else server.listen(at);
  return promise;
}
