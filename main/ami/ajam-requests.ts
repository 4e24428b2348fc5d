import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { LinkError } from '../net/classify-failure.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import { trustedAgent } from '../net/trusted-agent.ts';

/** A list of some ten thousand channels; more than that is not an honest answer. */
const largestBody = 32 * 1_048_576;

/** The requests of one AJAM session: one cookie, and at most two connections. */
export class AjamRequests implements Disposable {
  readonly #url: string;
  readonly #agent: Agent;
  readonly #clock: Clock;
  #cookie: string | null = null;

  constructor(url: string, trust: TlsTrust, clock: Clock) {
    this.#url = url;
    this.#clock = clock;
    // Connections are let go before Asterisk does it (http.conf, session_keep_alive = 15 s), or a request could meet that.
    this.#agent = trustedAgent(url, trust, { keepAlive: true, maxSockets: 2, timeout: 8_000 });
  }

  /** The whole text of an answer. Rejects when there is none, or none of this session. */
  ask(action: Buffer, within: number): Promise<Buffer> {
    const body = formOf(action);
    const send = this.#url.startsWith('https:') ? httpsRequest : httpRequest;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      // Word for word, quotation marks and all: manager.c compares it so.
      ...(this.#cookie === null ? {} : { cookie: this.#cookie }),
    };
    return new Promise((resolve, reject) => {
      const sent = send(this.#url, { method: 'POST', agent: this.#agent, headers });
      const deadline = this.#clock.after(within, () => fail(new LinkError('timeout', 'no answer in time')));
      const fail = (error: unknown) => {
        deadline.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
        sent.destroy();
      };
      sent.on('error', fail);
      sent.once('response', (response: IncomingMessage) => {
        const wrong = this.#wrongWith(response);
        if (wrong !== null) return fail(wrong);
        collect(response, fail, (text) => {
          deadline.dispose();
          resolve(text);
        });
      });
      sent.end(body);
    });
  }

  dispose(): void {
    this.#agent.destroy();
  }

  /** The status is 200 whatever the manager says, and anything else speaks of the web server. */
  #wrongWith({ statusCode = 0, headers }: IncomingMessage): Error | null {
    if (statusCode !== 200) return new Error(`Unexpected server response: ${statusCode}`);
    const cookie = headers['set-cookie']?.map((each) => /^mansession_id="[^"]*"/.exec(each)?.[0]).find(Boolean) ?? null;
    if (cookie === null) return null;
    // An unknown cookie is answered by a new session that nobody has logged in to: what it says is not for us.
    if (this.#cookie !== null && cookie !== this.#cookie) return new LinkError('closed', 'the session has expired');
    this.#cookie = cookie;
    return null;
  }
}

function collect(response: IncomingMessage, fail: (error: unknown) => void, done: (text: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('error', fail);
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > largestBody) fail(new LinkError('wrong-service', 'an answer without end'));
    else chunks.push(chunk);
  });
  response.once('end', () => {
    const text = Buffer.concat(chunks);
    if (text.length > 0 && !/^\s*(?:Response|Event):/.test(text.toString('latin1', 0, 40))) {
      fail(new LinkError('wrong-service', 'what answers is no Asterisk manager'));
    } else done(text);
  });
}

/**
 * The headers of an action as a form. Asterisk decodes %XX and + and passes every other byte on (utils.c,
 * `ast_uri_decode`), so only what has a meaning in a form is escaped: a body may hold 40 kB, and %C3%BC is three times ü.
 */
function formOf(action: Buffer): Buffer {
  const text = action.toString('latin1');
  const pairs = text.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(': ');
    return colon < 0 ? [] : [`${line.slice(0, colon)}=${escapeForm(line.slice(colon + 2))}`];
  });
  return Buffer.from(pairs.join('&'), 'latin1');
}

const escapeForm = (value: string): string =>
  value.replace(
    /[^!-~\u0080-\u00ff]|[%&=+;#]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
