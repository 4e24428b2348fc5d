import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came: what it asked for, its fields, and the cookie it showed. */
export interface Asked {
  readonly action: string;
  readonly fields: URLSearchParams;
  readonly cookie: string | undefined;
}

/** A web server on loopback that answers like Asterisk's /rawman, or not at all like it. */
export class FakeAjam {
  readonly #server: Server = createServer((request, response) => void this.#hear(request, response));
  readonly asked: Asked[] = [];
  /** WaitEvents that nobody has answered yet. */
  readonly waiting: ServerResponse[] = [];
  cookie = 'mansession_id="1a2b3c4d"';
  answer: (asked: Asked, response: ServerResponse) => void = (asked, response) => this.accept(asked, response);

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/rawman`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Says yes to everything; events are waited for. */
  accept(asked: Asked, response: ServerResponse): void {
    if (asked.action === 'WaitEvent') this.waiting.push(response);
    else {
      const message = asked.action === 'Login' ? 'Authentication accepted' : 'Yes';
      this.say(
        response,
        `Response: Success\r\nActionID: ${asked.fields.get('ActionID') ?? ''}\r\nMessage: ${message}\r\n\r\n`,
      );
    }
  }

  /** Answers the WaitEvent that stands there. */
  tell(events: string): void {
    const response = this.waiting.shift();
    if (response === undefined) throw new Error('nobody waits for events');
    const head = 'Response: Success\r\nMessage: Waiting for Event completed.\r\n\r\n';
    this.say(response, `${head}${events}Event: WaitEventComplete\r\n\r\n`);
  }

  say(response: ServerResponse, text: string, status = 200): void {
    response.writeHead(status, { 'set-cookie': `${this.cookie}; Version=1; Max-Age=60` }).end(text);
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const asked = { action: fields.get('Action') ?? '', fields, cookie: request.headers.cookie };
    this.asked.push(asked);
    this.answer(asked, response);
  }
}
