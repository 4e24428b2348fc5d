import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A road to a PBX on which one can stop reading, as a computer does that is suspended or much too busy. */
export class ThrottledRoad {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #towardsPbx: Socket | null = null;
  #paused = false;
  /** The last bytes that came from the PBX on the connection before this one. */
  lastWords = '';

  constructor(port: number) {
    this.#server = createServer((client) => {
      const pbx = connect({ port, host: '127.0.0.1' });
      this.#towardsPbx = pbx;
      let tail = '';
      for (const socket of [client, pbx]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
      }
      pbx.on('data', (bytes: Buffer) => {
        tail = (tail + bytes.toString('latin1')).slice(-200);
        client.write(bytes);
      });
      pbx.once('close', () => {
        this.lastWords = tail;
        client.end();
      });
      client.pipe(pbx);
      client.once('close', () => pbx.destroy());
    });
  }

  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
    this.#towardsPbx?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#towardsPbx?.resume();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
