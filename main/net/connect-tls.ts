import { connect, type TLSSocket } from 'node:tls';
import { pinFailure, tlsOptions } from './tls-options.ts';
import type { TlsTrust } from './tls-trust.ts';

/** Where to connect. Aborting `signal` ends an attempt that is still under way, not a connection already given. */
export interface TlsTarget {
  readonly host: string;
  readonly port: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens a TLS connection and gives it out only once the server's certificate is believed: nobody can have written to
 * it before. A refused certificate rejects with Node's own error, or with `PinMismatch`.
 */
export function connectTls(trust: TlsTrust, target: TlsTarget): Promise<TLSSocket> {
  const { port, signal } = target;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const options = tlsOptions(trust, target.host);
    // With a pin the chain is not judged by Node but by the check below, before anybody holds the socket.
    const socket = connect({ ...options, port, ...(trust.kind === 'pin' ? { rejectUnauthorized: false } : {}) });
    const abort = () => refuse(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    const settle = () => {
      signal?.removeEventListener('abort', abort);
      socket.off('error', refuse);
      socket.off('close', closed);
    };
    const refuse = (error: Error) => {
      settle();
      // A destroyed socket may still report; nobody listens any more.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const closed = () => refuse(new Error('the connection was closed before it was secure'));
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('error', refuse);
    socket.once('close', closed);
    socket.once('secureConnect', () => {
      const failure = trust.kind === 'pin' ? pinFailure(trust.sha256, socket.getPeerX509Certificate()?.raw) : undefined;
      if (failure !== undefined) return refuse(failure);
      settle();
      resolve(socket);
    });
  });
}
