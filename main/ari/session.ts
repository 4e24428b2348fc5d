import type { Agent } from 'node:http';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import { Keepalive } from '../net/keepalive.ts';
import type { LinkFailure } from '../net/link-failure.ts';
import { type AriEvent, decodeEvent, isFlood } from './event.ts';
import { type EventSocket, openEventSocket } from './event-socket.ts';
import { timeFrom } from './fields.ts';
import { type AnswerOf, answerTo, requestOf } from './operations.ts';
import { linkFailureOf } from './refusal.ts';
import { type AriAddress, type AriAnswer, type AriRequest, ariRequest } from './rest.ts';
import { SocketRequests, takesRequestsOnSocket } from './socket-requests.ts';

export interface AriSessionOptions {
  readonly address: AriAddress;
  readonly app: string;
  readonly sources: readonly string[];
  readonly authorization: string;
  readonly agent: Agent;
  readonly rest: 'http' | 'socket';
  readonly clock: Clock;
  readonly log: Logger;
}

/** Who answered. */
export interface AriServer {
  readonly version: string;
  /** When this life of it began, by its own clock, in ms since 1970; another time means that every channel is gone. */
  readonly bootedAt: number | null;
}

/** Nothing is called after `onLost` or once the session is disposed. */
export interface AriSessionListener {
  /** The credentials were believed, the event socket is open. */
  onSubscribe(): void;
  onUp(server: AriServer): void;
  onEvent(event: AriEvent): void;
  onLost(failure: LinkFailure): void;
}

/** Looked up, connected and subscribed within this time, or it is a failure. */
const openDeadline = 4_000;
/** Of what it tells of itself, this is wanted. */
const asked = ['system', 'status'];
/** Of all channels these are most of the traffic, and nothing here needs them. */
const noise = { disallowed: [{ type: 'ChannelVarset' }, { type: 'ChannelDialplan' }] };

/** One connection's life: look up → open the event socket → subscribe → up → over. It never begins again. */
export class AriSession implements Disposable {
  readonly #options: AriSessionOptions;
  readonly #listener: AriSessionListener;
  readonly #owned = new DisposableStore();
  /** Kinds of events that were passed over, with how often. */
  readonly #skipped = new Map<string, number>();
  #phase: 'opening' | 'up' | 'over' = 'opening';
  #socket: EventSocket | null = null;
  #keepalive: Keepalive | null = null;
  #closed: (() => void) | null = null;
  #requests: SocketRequests | null = null;

  constructor(options: AriSessionOptions, listener: AriSessionListener) {
    this.#options = options;
    this.#listener = listener;
    const late = () => this.#lose({ kind: 'timeout', target: options.address.target, detail: 'no connection in time' });
    const deadline = this.#owned.add(options.clock.after(openDeadline, late));
    void this.#open(deadline);
  }

  /** On the event socket where that is wished and the server takes it, by HTTP otherwise. */
  request(request: AriRequest): Promise<AriAnswer> {
    return this.#requests?.ask(request) ?? this.#ask(request);
  }

  /** Finds out at once whether the far end is still there. */
  probe(): void {
    this.#keepalive?.probe();
  }

  /**
   * Ends the subscriptions and closes the event socket in order, waiting `within` ms at most for each answer; then it is
   * over. An application that is left with a subscription stays on the PBX until that is restarted, and costs it every event.
   */
  async close(within: number): Promise<void> {
    const socket = this.#phase === 'up' ? this.#socket : null;
    if (socket !== null) await this.#unsubscribe(within);
    if (socket !== null && !this.#isOver()) {
      await new Promise<void>((resolve) => {
        this.#closed = resolve;
        this.#owned.add(this.#options.clock.after(within, resolve));
        socket.close();
      });
    }
    this.dispose();
  }

  /** By the names the application itself gives: `bridge:` for all is taken as a subscription, and not back (501). */
  async #unsubscribe(within: number): Promise<void> {
    const { app: applicationName } = this.#options;
    const get = 'GET /applications/{applicationName}';
    const known = answerTo(get, await this.#ask({ ...requestOf(get, { applicationName }), within }));
    if (!known.ok) return;
    const eventSource = sourcesOf(known.value);
    const end = 'DELETE /applications/{applicationName}/subscription';
    if (eventSource.length > 0) await this.#ask({ ...requestOf(end, { applicationName, eventSource }), within });
  }

  dispose(): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#owned.dispose();
    this.#closed?.();
  }

  async #open(deadline: Disposable): Promise<void> {
    const { app: applicationName, sources: eventSource } = this.#options;
    const info = answerTo('GET /asterisk/info', await this.#ask(requestOf('GET /asterisk/info', { only: asked })));
    if (this.#isOver()) return;
    if (!info.ok) return this.#lose(linkFailureOf(info.failure, this.#options.address.target));
    const server = serverIn(info.value);
    if (Number.parseInt(server.version, 10) < 13) return this.#lose(this.#tooOld(server.version));
    if (!(await this.#openSocket())) return;
    this.#listener.onSubscribe();
    const subscribe = 'POST /applications/{applicationName}/subscription';
    const subscribed = await this.#ask(requestOf(subscribe, { applicationName, eventSource }));
    if (this.#isOver()) return;
    // Without a subscription the socket stays silent: a read-only user is no use here.
    if (!subscribed.ok) return this.#lose(linkFailureOf(subscribed.failure, this.#options.address.target));
    await this.#insist(requestOf('PUT /applications/{applicationName}/eventFilter', { applicationName, json: noise }));
    if (this.#isOver()) return;
    deadline.dispose();
    this.#phase = 'up';
    if (this.#options.rest === 'socket' && takesRequestsOnSocket(server.version)) {
      this.#requests = this.#owned.add(new SocketRequests((frame) => this.#socket?.send(frame), this.#options.clock));
    }
    this.#listener.onUp(server);
  }

  #tooOld(version: string): LinkFailure {
    return { kind: 'old-version', target: this.#options.address.target, detail: `Asterisk ${version}` };
  }

  /** Servers before 16.3 can't do this: the events come all the same, and `isFlood` knows them. */
  async #insist(request: AriRequest): Promise<void> {
    const answer = this.#isOver() ? null : await this.#ask(request);
    if (answer === null || answer.ok || this.#isOver()) return;
    this.#options.log.warn('subscription not adjusted', { path: request.path, why: answer.failure.kind });
  }

  #openSocket(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = openEventSocket(this.#options, {
        onOpen: () => {
          this.#keepalive = this.#owned.add(
            new Keepalive(
              this.#options.clock,
              () => socket.ping(),
              () => this.#lose({ kind: 'timeout', target: this.#options.address.target, detail: 'it has gone silent' }),
            ),
          );
          resolve(true);
        },
        onHeard: () => this.#keepalive?.heard(),
        onText: (text) => this.#heard(text),
        onClose: (error) => {
          resolve(false);
          if (this.#closed !== null) this.dispose();
          else this.#lose(classifyFailure(error, this.#options.address.target));
        },
      });
      this.#socket = this.#owned.add(socket);
    });
  }

  #heard(text: string): void {
    // The filter is set after the first events have come, and older servers have none.
    if (isFlood(text)) return;
    const decoded = decodeEvent(text);
    switch (decoded.kind) {
      case 'event':
        return this.#told(decoded.event);
      case 'unknown':
        return this.#skip(decoded.type, 'unknown');
      case 'broken':
        return this.#skip(decoded.type, `${decoded.at}: ${decoded.why}`);
      case 'undecodable':
        return this.#skip('(undecodable)', 'no event');
    }
  }

  #told(event: AriEvent): void {
    if (event.type === 'RESTResponse') return this.#requests?.answered(event.raw);
    if (event.type === 'ApplicationReplaced') {
      // The socket stays open and says nothing more: somebody else has the events now.
      const detail = `another program uses the application name ${this.#options.app}`;
      this.#lose({ kind: 'replaced', target: this.#options.address.target, detail });
    } else if (this.#phase === 'up') this.#listener.onEvent(event);
  }

  #skip(type: string, why: string): void {
    const before = this.#skipped.get(type) ?? 0;
    this.#skipped.set(type, before + 1);
    if (before === 0) this.#options.log.warn('event passed over', { type: type.slice(0, 60), why });
  }

  #ask(request: AriRequest): Promise<AriAnswer> {
    return ariRequest(this.#options, request);
  }

  /** Asked after an `await`, when the compiler remembers what was true before it. */
  #isOver(): boolean {
    return this.#phase === 'over';
  }

  #lose(failure: LinkFailure): void {
    if (this.#phase === 'over') return;
    this.dispose();
    this.#listener.onLost(failure);
  }
}

/** What it is subscribed to, as it is to be said when that is to end. */
const sourcesOf = (application: AnswerOf<'GET /applications/{applicationName}'>): readonly string[] => [
  ...application.channel_ids.map((id) => `channel:${id}`),
  ...application.bridge_ids.map((id) => `bridge:${id}`),
  ...application.endpoint_ids.map((id) => `endpoint:${id}`),
  ...application.device_names.map((name) => `deviceState:${name}`),
];

function serverIn({ system, status }: AnswerOf<'GET /asterisk/info'>): AriServer {
  return { version: system?.version ?? 'unknown', bootedAt: timeFrom(status?.startup_time ?? '') };
}
