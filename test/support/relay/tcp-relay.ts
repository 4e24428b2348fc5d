import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { HeldPipe } from './held-pipe.ts';

/** One way through the relay; dead: its address is gone, and nobody is told. */
interface Passage {
  readonly near: Socket;
  readonly far: Socket;
  readonly pipes: readonly HeldPipe[];
  dead: boolean;
}

/**
 * A TCP port that leads to another one, over a network with troubles of every kind: it is cut, says nothing for a while,
 * is slow, or breaks off in the middle of a record. What TCP keeps in order and resends is kept in order here too.
 */
export class TcpRelay {
  readonly #server: Server;
  readonly #to: number;
  readonly #passages = new Set<Passage>();
  /** How late a packet is, ms. */
  #delay: () => number = () => 0;
  #isSilent = false;

  static async open(to: number): Promise<TcpRelay> {
    const relay = new TcpRelay(to);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  private constructor(to: number) {
    this.#to = to;
    this.#server = createServer({ allowHalfOpen: true }, (near) => this.#pass(near));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Whether somebody has a connection through here that leads anywhere. */
  get isTaken(): boolean {
    return [...this.#passages].some(({ near, far, dead }) => !dead && !near.destroyed && !far.destroyed);
  }

  /** Both ends see their connection break. */
  cut(): void {
    for (const { near, far, dead } of this.#passages) {
      if (dead) continue;
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Half-open: nothing gets through and nobody is told. What was sent meanwhile comes when it is over. */
  silence(isSilent: boolean): void {
    this.#isSilent = isSilent;
    if (!isSilent) for (const { pipes } of this.#passages) for (const pipe of pipes) pipe.flow();
  }

  slow(delay: () => number): void {
    this.#delay = delay;
  }

  /** What is open leads nowhere any more, and never will; what comes from now on gets through. */
  strand(): void {
    for (const passage of this.#passages) passage.dead = true;
  }

  /** The near end gets the beginning of something, and then the end of the connection. */
  breakOff(beginning: Buffer): void {
    for (const { near, far, dead } of this.#passages) {
      if (dead) continue;
      near.end(beginning);
      far.resetAndDestroy();
    }
  }

  close(): void {
    this.#server.close();
    for (const { near, far, pipes } of this.#passages) {
      for (const pipe of pipes) pipe.close();
      near.destroy();
      far.destroy();
    }
  }

  #pass(near: Socket): void {
    const far = connect({ port: this.#to, host: '127.0.0.1', allowHalfOpen: true });
    const state = { dead: false };
    const weather = { isSilent: () => this.#isSilent || state.dead, delay: () => this.#delay() };
    const passage: Passage = Object.assign(state, {
      near,
      far,
      pipes: [new HeldPipe(near, far, weather), new HeldPipe(far, near, weather)],
    });
    this.#passages.add(passage);
    const over = (): void => {
      if (!near.destroyed || !far.destroyed) return;
      for (const pipe of passage.pipes) pipe.close();
      this.#passages.delete(passage);
    };
    for (const socket of [near, far]) {
      socket.on('error', () => socket.destroy());
      socket.on('close', over);
    }
  }
}
