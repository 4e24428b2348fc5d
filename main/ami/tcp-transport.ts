import { connect } from 'node:net';
import type { AmiTransport } from './transport.ts';

/** Plain TCP, Asterisk's port 5038. What is said can be read on the way: for localhost and trusted networks. */
export function tcpTransport(options: { readonly host: string; readonly port: number }): AmiTransport {
  return {
    target: `${options.host}:${options.port}`,
    open(listener) {
      const socket = connect({ host: options.host, port: options.port, noDelay: true });
      let failure: unknown = null;
      let silent = false;
      socket.once('connect', () => listener.onOpen());
      socket.on('data', (bytes: Buffer) => {
        if (!silent) listener.onData(bytes);
      });
      socket.on('error', (error) => {
        failure = error;
      });
      socket.once('close', () => {
        if (!silent) listener.onClose(failure);
      });
      return {
        write: (bytes) => void socket.write(bytes),
        pause: () => void socket.pause(),
        resume: () => void socket.resume(),
        destroy: () => {
          silent = true;
          socket.destroy();
        },
      };
    },
  };
}
