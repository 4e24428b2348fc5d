import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A manager that lets everybody in and then does what no Asterisk does on demand. */
export class FaultyManager {
  readonly #server: Server;
  readonly sockets = new Set<Socket>();
  logins = 0;
  /** Called once a login; whatever the client asks afterwards goes to `onAction`. */
  onLogin: (socket: Socket) => void = () => undefined;
  onAction: (socket: Socket, headers: ReadonlyMap<string, string>) => void = (socket, headers) =>
    void socket.write(`Response: Success\r\nActionID: ${headers.get('ActionID') ?? ''}\r\n\r\n`);

  constructor() {
    this.#server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.sockets.delete(socket));
      let rest = '';
      socket.on('data', (bytes: Buffer) => {
        const blocks = (rest + bytes.toString('utf8')).split('\r\n\r\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.#hear(socket, block);
      });
      socket.write('Asterisk Call Manager/11.0.0\r\n');
    });
  }

  async listen(port = 0): Promise<number> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #hear(socket: Socket, block: string): void {
    const headers = new Map(
      block
        .split('\r\n')
        .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const),
    );
    if (headers.get('Action') !== 'Login') return this.onAction(socket, headers);
    const id = headers.get('ActionID') ?? '';
    socket.write(`Response: Success\r\nActionID: ${id}\r\nMessage: Authentication accepted\r\n\r\n`);
    this.logins += 1;
    this.onLogin(socket);
  }
}
