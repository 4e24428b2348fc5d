import type { Agent } from 'node:http';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import { failed, type Result } from '../base/result.ts';
import type { LinkState } from '../net/link-failure.ts';
import { type LinkReports, LinkSupervisor } from '../net/link-supervisor.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import { trustedAgent } from '../net/trusted-agent.ts';
import type { AriChannel } from './channel.ts';
import type { AriEvent } from './event.ts';
import { type AnswerOf, type AriOperation, answerTo, type GivenTo, requestOf } from './operations.ts';
import type { AriRefusal } from './refusal.ts';
import { type AriAddress, type AriAnswer, type AriRequest, ariAddress } from './rest.ts';
import { type AriServer, AriSession } from './session.ts';
import {
  type AriBridge,
  type AriDeviceState,
  type AriEndpoint,
  type AriSnapshot,
  snapshots,
  takeSnapshot,
} from './snapshots.ts';
import type { AriTap } from './tap.ts';

export interface AriClientOptions {
  /** As in https://pbx.example:8089/ari */
  readonly url: string;
  readonly trust: TlsTrust;
  readonly username: string;
  readonly password: string;
  /** Name of the Stasis application. One of your own: whoever connects last under a name takes its events. */
  readonly app: string;
  /** What to hear of, as `endpoint:PJSIP/1014`; of all channels, bridges and endpoints unless said otherwise. */
  readonly sources?: readonly string[];
  /** `socket`: requests go on the event socket where the server takes them there; a slow one then holds up events. */
  readonly rest?: 'http' | 'socket';
  readonly tap?: AriTap;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

/** An ARI event stream that is kept up, and the requests beside it. It sees every channel, in Stasis or not. */
export interface AriClient extends Disposable {
  readonly link: LinkState;
  /** Its Stasis application. */
  readonly app: string;
  /** After `up`, ask for `channels()`: nothing from before is remembered, and nothing is replayed. */
  readonly onDidChangeLink: Event<LinkState>;
  readonly onEvent: Event<AriEvent>;
  /** Which Asterisk answered last; null before the first connection. Look again after each `up`. */
  readonly server: AriServer | null;
  start(): void;
  /** Tries again now; if connected, finds out now whether that is still true. */
  retry(): void;
  /** Any request; where ARI's schema knows it, `ask` is typed. */
  request(request: AriRequest): Promise<AriAnswer>;
  /** One of ARI's operations: its answer checked, every outcome a value. */
  ask<Name extends AriOperation>(name: Name, given: GivenTo<Name>): Promise<Result<AnswerOf<Name>, AriRefusal>>;
  /** Every channel there is now. */
  channels(): Promise<Result<readonly AriChannel[], AriRefusal>>;
  bridges(): Promise<Result<readonly AriBridge[], AriRefusal>>;
  endpoints(): Promise<Result<readonly AriEndpoint[], AriRefusal>>;
  deviceStates(): Promise<Result<readonly AriDeviceState[], AriRefusal>>;
  /** Ends the subscriptions and closes the event socket, waiting at most a second for each answer. */
  stop(): Promise<void>;
}

export function createAriClient(options: AriClientOptions): AriClient {
  return new ManagedAriClient(options);
}

const closeDeadline = 1_000;
const mostConnections = 4;
/**
 * All but device states: a client that leaves while one changes can lock up ARI (`stasis_app_unregister` and
 * `stasis_app_send` wait for each other by way of res_stasis_device_state.c; 22.10.1, measured).
 */
const everything = ['channel:', 'bridge:', 'endpoint:'];

class ManagedAriClient implements AriClient {
  readonly #options: AriClientOptions;
  readonly #address: AriAddress;
  readonly #authorization: string;
  readonly #supervisor: LinkSupervisor;
  readonly #events = new Emitter<AriEvent>();
  readonly onEvent = this.#events.event;
  readonly onDidChangeLink: Event<LinkState>;
  #session: AriSession | null = null;
  #server: AriServer | null = null;
  #asked = 0;

  constructor(options: AriClientOptions) {
    this.#options = options;
    this.#address = ariAddress(options.url);
    this.#authorization = `Basic ${Buffer.from(`${options.username}:${options.password}`, 'utf8').toString('base64')}`;
    const { clock, random } = options;
    this.#supervisor = new LinkSupervisor({
      clock,
      random,
      open: (reports) => this.#open(reports),
      // Taking the name back at once would only make the other program do the same.
      slowKinds: ['auth-rejected', 'forbidden', 'replaced'],
    });
    this.onDidChangeLink = this.#supervisor.onDidChangeLink;
  }

  get link(): LinkState {
    return this.#supervisor.link;
  }

  get app(): string {
    return this.#options.app;
  }

  get server(): AriServer | null {
    return this.#server;
  }

  start(): void {
    this.#supervisor.start();
  }

  retry(): void {
    if (this.link.state === 'up') this.#session?.probe();
    else this.#supervisor.retry();
  }

  request(request: AriRequest): Promise<AriAnswer> {
    const session = this.link.state === 'up' ? this.#session : null;
    if (session !== null) return this.#recorded(request, session);
    const failure = { kind: 'closed', target: this.#address.target, detail: 'not connected' } as const;
    return Promise.resolve(failed({ kind: 'failed', failure }));
  }

  async ask<Name extends AriOperation>(name: Name, given: GivenTo<Name>): Promise<Result<AnswerOf<Name>, AriRefusal>> {
    return answerTo(name, await this.request(requestOf(name, given)));
  }

  channels(): Promise<Result<readonly AriChannel[], AriRefusal>> {
    return this.#snapshot(snapshots.channels);
  }

  bridges(): Promise<Result<readonly AriBridge[], AriRefusal>> {
    return this.#snapshot(snapshots.bridges);
  }

  endpoints(): Promise<Result<readonly AriEndpoint[], AriRefusal>> {
    return this.#snapshot(snapshots.endpoints);
  }

  deviceStates(): Promise<Result<readonly AriDeviceState[], AriRefusal>> {
    return this.#snapshot(snapshots.deviceStates);
  }

  async stop(): Promise<void> {
    // Awaited first: stopping the supervisor cuts the connection.
    await this.#session?.close(closeDeadline);
    this.#supervisor.stop({ kind: 'closed', target: this.#address.target, detail: 'disconnected' });
  }

  dispose(): void {
    this.#supervisor.dispose();
    this.#events.dispose();
  }

  async #recorded(request: AriRequest, session: AriSession): Promise<AriAnswer> {
    const { tap } = this.#options;
    this.#asked += 1;
    const id = this.#asked;
    tap?.asked(id, request.method, request.path);
    const answer = await session.request(request);
    tap?.answered(id, request.path, answer.ok, answer.ok ? answer.value : null);
    return answer;
  }

  #snapshot<Item>(snapshot: AriSnapshot<Item>): Promise<Result<readonly Item[], AriRefusal>> {
    const { log } = this.#options;
    const passedOver = (count: number) => log.warn('items passed over', { path: snapshot.path, count });
    return takeSnapshot((request) => this.request(request), snapshot, passedOver);
  }

  #open(reports: LinkReports): Disposable {
    const { log, app, trust, url, rest = 'http' } = this.#options;
    // An agent for each attempt: destroying it ends whatever the attempt left under way.
    // Connections are let go before Asterisk does it (http.conf, session_keep_alive = 15 s), or a request could meet that.
    // Few at a time: the connections of everybody's ARI and SIP are counted together (http.conf, sessionlimit = 100).
    const agent = trustedAgent(url, trust, { keepAlive: true, timeout: 5_000, maxSockets: mostConnections });
    const session = new AriSession(
      { ...this.#requestOptions(agent), app, sources: this.#options.sources ?? everything, rest, log },
      {
        onSubscribe: () => reports.reached('subscribe'),
        onUp: (server) => {
          this.#server = server;
          log.info('connected', { target: this.#address.target, version: server.version, app });
          reports.up();
        },
        onEvent: (event) => {
          this.#options.tap?.received(event.raw);
          this.#events.emit(event);
        },
        onLost: (failure) => {
          log.warn('connection lost', { ...failure });
          reports.lost(failure);
        },
      },
    );
    this.#session = session;
    return {
      dispose: () => {
        if (this.#session === session) this.#session = null;
        session.dispose();
        agent.destroy();
      },
    };
  }

  #requestOptions(agent: Agent) {
    return { address: this.#address, authorization: this.#authorization, agent, clock: this.#options.clock };
  }
}
