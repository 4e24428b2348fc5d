import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Hush } from '../base/hush.ts';
import type { Logger } from '../base/log.ts';
import { failed } from '../base/result.ts';
import type { LinkState } from '../net/link-failure.ts';
import { type LinkReports, LinkSupervisor } from '../net/link-supervisor.ts';
import type { AmiAction } from './action.ts';
import type { AmiMessage } from './codec/message.ts';
import { streamList } from './list-stream.ts';
import type { AmiAnswer, AmiList } from './pending-actions.ts';
import { AmiSession } from './session.ts';
import type { AmiTap } from './tap.ts';
import type { AmiTransport } from './transport.ts';

export interface AmiClientOptions {
  readonly transport: AmiTransport;
  readonly username: string;
  readonly secret: string;
  readonly auth?: 'md5' | 'plain';
  /** Classes of events to ask for at login: `on` (all the user may read) unless said otherwise. */
  readonly events?: string;
  /** Names of the events to hand out; the others are passed over unread. All, unless said otherwise. */
  readonly interesting?: readonly string[];
  readonly tap?: AmiTap;
  /** While it is on, nothing that comes is read. */
  readonly hush?: Hush;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
}

/** A manager login that is kept up: it connects, logs in, notices a dead connection and comes back by itself. */
export interface AmiClient extends Disposable {
  readonly link: LinkState;
  /** After `up`, ask for what you show (Status, QueueStatus …): nothing from before is remembered. */
  readonly onDidChangeLink: Event<LinkState>;
  /** Live events only, as they come; list items go to whoever asked. */
  readonly onEvent: Event<AmiMessage>;
  /** The manager's version, as greeted; null before the first login, and over HTTP, where it does not greet. */
  readonly version: string | null;
  start(): void;
  /** Tries again now; if connected, finds out now whether that is still true. */
  retry(): void;
  action(action: AmiAction, options?: AmiActionOptions): Promise<AmiAnswer>;
  /** An action that is answered by a list of events. Resolves with its items when it is complete. */
  list(action: AmiAction, options?: AmiActionOptions): Promise<AmiList>;
  /**
   * The same, item by item as they come; for lists that may be long. Throws `AmiListError` when the list is refused or
   * does not come to its end. Sent when the first item is asked for.
   */
  items(action: AmiAction, options?: AmiActionOptions): AsyncIterable<AmiMessage>;
  /** Logs off, waiting at most a second. */
  stop(): Promise<void>;
}

export interface AmiActionOptions {
  /** Milliseconds to wait for the answer: 10,000 unless said otherwise. */
  readonly within?: number;
  /** Of a list: the action may not be known yet because the PBX is still starting up; it is asked for again for 20 s. */
  readonly onceLoaded?: boolean;
}

export function createAmiClient(options: AmiClientOptions): AmiClient {
  return new ManagedAmiClient(options);
}

const logoffDeadline = 1_000;

class ManagedAmiClient implements AmiClient {
  readonly #options: AmiClientOptions;
  readonly #supervisor: LinkSupervisor;
  readonly #events = new Emitter<AmiMessage>();
  readonly onEvent = this.#events.event;
  readonly onDidChangeLink: Event<LinkState>;
  #session: AmiSession | null = null;
  #version: string | null = null;
  #sessions = 0;

  constructor(options: AmiClientOptions) {
    this.#options = options;
    const { clock, random } = options;
    this.#supervisor = new LinkSupervisor({ clock, random, open: (reports) => this.#open(reports) });
    this.onDidChangeLink = this.#supervisor.onDidChangeLink;
  }

  get link(): LinkState {
    return this.#supervisor.link;
  }

  get version(): string | null {
    return this.#version;
  }

  start(): void {
    this.#supervisor.start();
  }

  retry(): void {
    if (this.link.state === 'up') this.#session?.probe();
    else this.#supervisor.retry();
  }

  action(action: AmiAction, options: AmiActionOptions = {}): Promise<AmiAnswer> {
    const session = this.link.state === 'up' ? this.#session : null;
    return session?.action(action, options.within) ?? Promise.resolve(failed({ kind: 'not-connected' }));
  }

  list(action: AmiAction, options: AmiActionOptions = {}): Promise<AmiList> {
    const session = this.link.state === 'up' ? this.#session : null;
    if (session === null) return Promise.resolve(failed({ kind: 'not-connected' }));
    const { within, onceLoaded = false } = options;
    return onceLoaded ? session.listOnceLoaded(action, within) : session.list(action, within);
  }

  items(action: AmiAction, options: AmiActionOptions = {}): AsyncIterable<AmiMessage> {
    return streamList((onItem) => {
      const session = this.link.state === 'up' ? this.#session : null;
      return session?.list(action, options.within, onItem) ?? Promise.resolve(failed({ kind: 'not-connected' }));
    });
  }

  async stop(): Promise<void> {
    const { transport } = this.#options;
    const session = this.#session;
    // Awaited first: stopping the supervisor cuts the connection.
    await session?.logOff(logoffDeadline);
    this.#supervisor.stop({ kind: 'closed', target: transport.target, detail: 'logged off' });
  }

  dispose(): void {
    this.#supervisor.dispose();
    this.#events.dispose();
  }

  #open(reports: LinkReports): Disposable {
    const { transport, clock, log, username, secret, auth = 'md5', events = 'on', interesting = null } = this.#options;
    const { tap = null, hush = null } = this.#options;
    this.#sessions += 1;
    const prefix = `${Math.floor(this.#options.random() * 0xffffff).toString(36)}-${this.#sessions}`;
    const session = new AmiSession(
      { transport, clock, interesting, tap, hush, prefix, credentials: { username, secret, auth, events } },
      {
        onUp: (version) => {
          this.#version = version;
          log.info('logged in', { target: transport.target, version });
          reports.up();
        },
        onEvent: (event) => this.#events.emit(event),
        onAuthenticate: () => reports.reached('authenticate'),
        onSlow: (failure) => reports.slow(failure),
        onLost: (failure) => {
          log.warn('connection lost', { ...failure, ...session.counts });
          reports.lost(failure);
        },
      },
    );
    this.#session = session;
    return {
      dispose: () => {
        if (this.#session === session) this.#session = null;
        session.dispose();
      },
    };
  }
}
