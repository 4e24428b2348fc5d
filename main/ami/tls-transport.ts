import type { TLSSocket } from 'node:tls';
import { connectTls } from '../net/connect-tls.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import type { AmiConnection, AmiConnectionListener, AmiTransport } from './transport.ts';

/**
 * Asterisk polls the raw socket although a whole TLS record may lie decrypted in OpenSSL, and takes 1024 bytes of it
 * (main/manager.c, `get_input`): the rest would wait for the next write. So: small records, one after the other.
 */
const largestRecord = 1000;

/** TLS, Asterisk's port 5039. */
export function tlsTransport(options: {
  readonly host: string;
  readonly port: number;
  readonly trust: TlsTrust;
}): AmiTransport {
  return {
    target: `${options.host}:${options.port}`,
    open: (listener) => new TlsConnection(options.trust, options.host, options.port, listener),
  };
}

class TlsConnection implements AmiConnection {
  readonly #ending = new AbortController();
  readonly #listener: AmiConnectionListener;
  #socket: TLSSocket | null = null;
  readonly #waiting: Buffer[] = [];
  /** How much of the first one that waits is on its way. */
  #written = 0;
  #writing = false;
  #failure: unknown = null;

  constructor(trust: TlsTrust, host: string, port: number, listener: AmiConnectionListener) {
    this.#listener = listener;
    connectTls(trust, { host, port, signal: this.#ending.signal }).then(
      (socket) => this.#opened(socket),
      (error: unknown) => {
        if (!this.#ending.signal.aborted) listener.onClose(error);
      },
    );
  }

  write(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#writeNext();
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  destroy(): void {
    this.#ending.abort(new Error('the connection is no longer wanted'));
    this.#socket?.destroy();
  }

  #opened(socket: TLSSocket): void {
    if (this.#ending.signal.aborted) {
      socket.destroy();
      return;
    }
    this.#socket = socket;
    const wanted = () => !this.#ending.signal.aborted;
    socket.on('data', (bytes: Buffer) => {
      if (wanted()) this.#listener.onData(bytes);
    });
    socket.on('error', (error) => {
      this.#failure = error;
    });
    socket.once('close', () => {
      if (wanted()) this.#listener.onClose(this.#failure);
    });
    this.#listener.onOpen();
    this.#writeNext();
  }

  #writeNext(): void {
    if (this.#socket === null || this.#writing) return;
    const [next] = this.#waiting;
    if (next === undefined) return;
    const record = next.subarray(this.#written, this.#written + largestRecord);
    this.#written += record.length;
    if (this.#written >= next.length) {
      this.#waiting.shift();
      this.#written = 0;
    }
    this.#writing = true;
    this.#socket.write(record, () => {
      this.#writing = false;
      this.#writeNext();
    });
  }
}
