import { createRequire } from 'node:module';
import { Duplex } from 'node:stream';
import type { AmiTransport } from '../../../main/ami/transport.ts';
import { type Flood, readsOf } from './corpora.ts';
import { answersTo, greeting } from './lets-in.ts';

/** Our client's road through memory: what a flood holds, read by read, as long as it does not ask for a pause. */
export function memoryTransport(flood: Flood, onPour: () => void): AmiTransport {
  return {
    target: 'memory',
    open(listener) {
      const reads = readsOf(flood);
      let state: 'waiting' | 'pouring' | 'paused' | 'over' = 'waiting';
      const pour = (): void => {
        state = 'pouring';
        for (let next = reads.next(); next.done !== true; next = reads.next()) {
          listener.onData(next.value);
          if (state !== 'pouring') return;
        }
      };
      queueMicrotask(() => {
        listener.onOpen();
        listener.onData(greeting);
      });
      return {
        write: (bytes) =>
          void setImmediate(() => {
            const { answer, isLogin } = answersTo(bytes.toString('latin1'));
            listener.onData(Buffer.from(answer));
            if (isLogin)
              setImmediate(() => {
                onPour();
                pour();
              });
          }),
        pause: () => {
          if (state === 'pouring') state = 'paused';
        },
        resume: () => {
          if (state === 'paused') pour();
        },
        destroy: () => {
          state = 'over';
        },
      };
    },
  };
}

/** What the other clients take for a socket. */
class MemorySocket extends Duplex {
  readyState = 'open';
  readonly #reads: Generator<Buffer>;
  readonly #onPour: () => void;
  #pouring = false;

  constructor(flood: Flood, onPour: () => void) {
    super();
    this.#reads = readsOf(flood);
    this.#onPour = onPour;
  }

  connect(): this {
    process.nextTick(() => {
      this.emit('connect');
      this.push(greeting);
    });
    return this;
  }

  override _read(): void {
    if (!this.#pouring) return;
    const next = this.#reads.next();
    if (next.done !== true) this.push(next.value);
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    const { answer, isLogin } = answersTo(bytes.toString('latin1'));
    setImmediate(() => {
      this.push(answer);
      if (!isLogin) return;
      // Logged in; a moment for the client to say so to whoever waits.
      setTimeout(() => {
        this.#onPour();
        this.#pouring = true;
        this._read();
      }, 30);
    });
    done();
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }
}

interface NetModule {
  connect: unknown;
  createConnection: unknown;
  Socket: unknown;
}

/** While `work` goes on, whoever requires `net` and connects is given a flood from memory. */
export async function withMemorySockets<Value>(flood: Flood, onPour: () => void, work: () => Promise<Value>) {
  const net = createRequire(import.meta.url)('node:net') as NetModule;
  const before = { ...net };
  const opened = (...given: readonly unknown[]) => {
    const socket = new MemorySocket(flood, onPour);
    const onConnect = given.at(-1);
    if (typeof onConnect === 'function') socket.once('connect', onConnect as () => void);
    return socket.connect();
  };
  net.connect = opened;
  net.createConnection = opened;
  net.Socket = function Socket() {
    return new MemorySocket(flood, onPour);
  };
  try {
    return await work();
  } finally {
    Object.assign(net, { connect: before.connect, createConnection: before.createConnection, Socket: before.Socket });
  }
}
