import type { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { failed } from '../base/result.ts';
import type { events } from './generated/events.ts';
import { type AriAnswer, type AriRequest, answerOf, usualDeadline } from './rest.ts';

/** Whether requests may travel on the event socket: 20.14, 21.9, 22.4 and everything from 23 on (res_ari, its ChangeLogs). */
export function takesRequestsOnSocket(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const since: Readonly<Record<number, number>> = { 20: 14, 21: 9, 22: 4 };
  return major >= 23 || minor >= (since[major] ?? Number.POSITIVE_INFINITY);
}

type RestResponse = Pick<z.infer<typeof events.RESTResponse>, 'request_id' | 'status_code' | 'message_body'>;

interface Waiting {
  readonly frame: string;
  readonly id: string;
  readonly within: number;
  readonly settle: (answer: AriAnswer) => void;
}

/**
 * Requests on the event socket, one in flight: of several in one TLS record Asterisk would hear the first and the others
 * at the next occasion (`session_read` polls the raw socket). A slow one holds up the events behind it.
 */
export class SocketRequests implements Disposable {
  readonly #send: (frame: string) => void;
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = [];
  #current: { readonly asked: Waiting; readonly deadline: Disposable } | null = null;
  #count = 0;
  #over = false;

  constructor(send: (frame: string) => void, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  ask(request: AriRequest): Promise<AriAnswer> {
    if (this.#over) return Promise.resolve(gone);
    this.#count += 1;
    const id = String(this.#count);
    return new Promise((settle) => {
      this.#waiting.push({ id, settle, frame: frameOf(id, request), within: request.within ?? usualDeadline });
      this.#next();
    });
  }

  /** A RESTResponse event; one nobody waits for any more is passed over. */
  answered({ request_id: id, status_code: status, message_body: body = '' }: RestResponse): void {
    if (id === this.#current?.asked.id) this.#finish(answerOf(status, body));
  }

  dispose(): void {
    this.#over = true;
    this.#current?.deadline.dispose();
    const unanswered = [...(this.#current === null ? [] : [this.#current.asked]), ...this.#waiting.splice(0)];
    this.#current = null;
    for (const { settle } of unanswered) settle(gone);
  }

  #next(): void {
    const asked = this.#current === null ? this.#waiting.shift() : undefined;
    if (asked === undefined) return;
    const late = () => this.#finish(failed({ kind: 'timeout' }));
    this.#current = { asked, deadline: this.#clock.after(asked.within, late) };
    this.#send(asked.frame);
  }

  #finish(answer: AriAnswer): void {
    const current = this.#current;
    this.#current = null;
    current?.deadline.dispose();
    current?.asked.settle(answer);
    this.#next();
  }
}

const gone: AriAnswer = failed({
  kind: 'failed',
  failure: { kind: 'closed', target: '', detail: 'the socket is gone' },
});

const frameOf = (id: string, { method, path, query = {}, body }: AriRequest): string =>
  JSON.stringify({
    ...{ type: 'RESTRequest', transaction_id: id, request_id: id, method, uri: path.replace(/^\//, '') },
    query_strings: Object.entries(query).map(([name, value]) => ({ name, value })),
    ...(body === undefined ? {} : { content_type: 'application/json', message_body: JSON.stringify(body) }),
  });
