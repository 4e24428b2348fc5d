// @ts-check
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { addressOf, preferredPort } from '../../main/hosts/browser/door.ts';

/**
 * @typedef {{ send: (message: { kind: 'door', token: string }, door: import('node:net').Server, done: () => void) => unknown }} Channel
 * @typedef {{ address: string, handTo: (host: Channel) => void }} OpenDoor
 */

/**
 * The door of the browser host, opened for it: whoever comes waits there until the host takes it, which was given it over
 * its own channel, with the secret of the address.
 * @param {string} profile
 * @returns {Promise<OpenDoor>}
 */
export const openDoor = async (profile) => {
  // Nobody can have the address yet, so nobody who comes to us is awaited.
  const server = createServer((stranger) => stranger.destroy());
  const port = await listen(server, preferredPort(profile)).catch(() => listen(server, 0));
  const token = randomBytes(32).toString('base64url');
  return {
    address: addressOf(port, token),
    // What we hold of it goes; what the host was given stays open. A host that is gone already is told of by its end.
    handTo: (host) => void host.send({ kind: 'door', token }, server, () => server.close()),
  };
};

/**
 * @param {import('node:net').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
