import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Something on loopback that answers like ARI, or not at all like it. */
export class FakeAri {
  readonly #server: Server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true, autoPong: false });
  readonly asked: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  /** By `METHOD /path`, less the base and the query; what is not here is 404 as ARI says it. */
  readonly answers = new Map<string, Answer | 'silence'>();
  upgrade: Answer | 'accept' | 'silence' = 'accept';
  pongs = true;
  socket: WebSocket | null = null;
  /** Connections there ever were. */
  connections = 0;

  constructor() {
    this.json('GET /asterisk/info', 200, {
      system: { version: '22.10.1' },
      status: { startup_time: '2026-11-21T07:29:18.005+0000' },
    });
    this.json('POST /applications/desk/subscription', 200, {});
    this.json('PUT /applications/desk/eventFilter', 200, {});
    this.#server.on('connection', () => {
      this.connections += 1;
    });
    this.#server.on('request', (request, response) => {
      const answer = this.#answerTo(request);
      if (answer === 'silence') return;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    this.#server.on('upgrade', (request, stream, head) => {
      this.#note(request);
      if (this.upgrade === 'accept') {
        this.#sockets.handleUpgrade(request, stream, head, (socket) => {
          this.socket = socket;
          socket.on('ping', () => this.pongs && socket.pong());
        });
      } else if (this.upgrade !== 'silence') stream.end(`HTTP/1.1 ${this.upgrade.status} No\r\n\r\n`);
    });
  }

  json(request: string, status: number, body: unknown): void {
    this.answers.set(request, { status, body: JSON.stringify(body) });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ari`;
  }

  sends(event: unknown): void {
    this.socket?.send(typeof event === 'string' ? event : JSON.stringify(event));
  }

  close(): void {
    this.#sockets.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #note(request: IncomingMessage): string {
    const { pathname, search } = new URL(request.url ?? '', 'http://fake');
    const what = `${request.method ?? ''} ${pathname.replace(/^\/ari/, '')}`;
    this.asked.push(`${what}${search}`);
    this.authorizations.add(request.headers.authorization);
    return what;
  }

  #answerTo(request: IncomingMessage): Answer | 'silence' {
    return this.answers.get(this.#note(request)) ?? { status: 404, body: '{"message":"Resource not found"}' };
  }
}
