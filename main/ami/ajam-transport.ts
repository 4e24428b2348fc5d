import type { Clock } from '../base/clock.ts';
import { LinkError } from '../net/classify-failure.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import { AjamRequests } from './ajam-requests.ts';
import type { AmiConnection, AmiConnectionListener, AmiTransport } from './transport.ts';

/** http.c, MAX_CONTENT: with a larger body the answer is 413. */
const longestAction = 40_000;
/** Seconds a request for events waits; Asterisk cuts it to ten less than manager.conf's httptimeout (60). */
const waitSeconds = 20;
const waitDeadline = (waitSeconds + 8) * 1000;
const actionDeadline = 30_000;
/** With an httptimeout of ten seconds or less nothing waits: asked without a pause, that would be a flood of requests. */
const quick = 100;
const quickOnes = 3;
const pauseAfterQuick = 500;

export interface AjamOptions {
  /** Asterisk's http.conf server and the path of plain text, as in https://pbx.example:8089/rawman */
  readonly url: string;
  readonly trust: TlsTrust;
  readonly clock: Clock;
}

/**
 * AMI over HTTP or HTTPS, for where only the web server can be reached (manager.conf: webenabled = yes). A session is a
 * cookie. Actions go one after the other on one connection; beside them a single WaitEvent stands on another, for a
 * second one would throw the first out.
 */
export function ajamTransport(options: AjamOptions): AmiTransport {
  const url = new URL(options.url);
  const target = `${url.protocol}//${url.host}${url.pathname}`;
  return { target, greets: false, longestAction, open: (listener) => new AjamConnection(target, options, listener) };
}

class AjamConnection implements AmiConnection {
  readonly #clock: Clock;
  readonly #listener: AmiConnectionListener;
  readonly #requests: AjamRequests;
  #last: Promise<void> = Promise.resolve();
  #over = false;
  #paused = false;
  #onResume: (() => void) | null = null;

  constructor(target: string, { trust, clock }: AjamOptions, listener: AmiConnectionListener) {
    this.#clock = clock;
    this.#listener = listener;
    this.#requests = new AjamRequests(target, trust, clock);
    queueMicrotask(() => {
      if (!this.#over) listener.onOpen();
    });
  }

  write(bytes: Buffer): void {
    this.#last = this.#last.then(() => this.#act(bytes));
  }

  accepted(): void {
    void this.#waitForEvents();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#onResume?.();
  }

  destroy(): void {
    this.#over = true;
    this.#onResume?.();
    this.#requests.dispose();
  }

  async #act(action: Buffer): Promise<void> {
    const body = this.#over ? null : await this.#ask(action, actionDeadline);
    if (body !== null && body.length > 0) this.#listener.onData(body);
    else if (body !== null) this.#lose(new LinkError('closed', 'the session was ended'));
  }

  async #waitForEvents(): Promise<void> {
    const wait = Buffer.from(`Action: WaitEvent\r\nTimeout: ${waitSeconds}\r\n\r\n`);
    let inVain = 0;
    while (!this.#over) {
      const asked = this.#clock.now();
      // oxlint-disable-next-line no-await-in-loop -- one at a time
      const body = await this.#ask(wait, waitDeadline);
      if (body === null || this.#over) return;
      // manager.c, action_waitevent: whom a second WaitEvent on the same session throws out gets nothing at all.
      if (body.length === 0) return this.#lose(new LinkError('replaced', 'another program waits in this session'));
      const events = eventsIn(body);
      if (events === null) return this.#lose(new LinkError('closed', 'the session has expired'));
      this.#listener.onData(events);
      // oxlint-disable-next-line no-await-in-loop -- the next are asked for when these have been taken
      await this.#flowing();
      inVain = events.length === 0 && this.#clock.now() - asked < quick ? inVain + 1 : 0;
      // oxlint-disable-next-line no-await-in-loop -- a pause between one and the next
      if (inVain >= quickOnes) await this.#pause();
    }
  }

  /** Null: lost, and told so; or no longer wanted. */
  async #ask(action: Buffer, within: number): Promise<Buffer | null> {
    try {
      const body = await this.#requests.ask(action, within);
      return this.#over ? null : body;
    } catch (error) {
      this.#lose(error);
      return null;
    }
  }

  #flowing(): Promise<void> {
    if (!this.#paused) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onResume = resolve;
    });
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(pauseAfterQuick, resolve);
    });
  }

  #lose(error: unknown): void {
    if (this.#over) return;
    this.destroy();
    this.#listener.onClose(error);
  }
}

const blank = Buffer.from('\r\n\r\n');
const success = Buffer.from('Response: Success\r\n');
const complete = Buffer.from('Event: WaitEventComplete\r\n');

/** What stands between the answer to WaitEvent and its WaitEventComplete; null: it was refused. */
function eventsIn(body: Buffer): Buffer | null {
  if (!body.subarray(0, success.length).equals(success)) return null;
  const first = body.indexOf(blank);
  const last = body.lastIndexOf(complete);
  if (first < 0 || last < 0) return null;
  return body.subarray(first + blank.length, last);
}
