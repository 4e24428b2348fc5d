import { type BackoffPolicy, backoffDelay } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Logger } from '../../base/log.ts';
import type { Result } from '../../base/result.ts';
import type { ImportReport } from '../contact.ts';
import { type ContactServer, isServer, type SyncFailure, sourceName } from './contact-source.ts';
import type { ServerToSync } from './sync-server.ts';

export interface ConfiguredServer {
  readonly server: ContactServer;
  /** Null: nobody has typed it yet. */
  readonly password: string | null;
  readonly refreshMinutes: number;
}

/** How it stands with one server. Times are ms since 1970. */
export interface ServerState {
  readonly kind: ContactServer['kind'];
  readonly source: string;
  readonly reading: boolean;
  /** When it was last read since the start; null: not yet. */
  readonly readAt: number | null;
  /** How many people are in the directory from there; null: it was never read. */
  readonly people: number | null;
  readonly rejected: number;
  /** What went wrong the last time; those who were read before are there all the same. */
  readonly failure: SyncFailure | { readonly kind: 'no-password'; readonly detail: '' } | null;
}

export interface ServerSyncOptions {
  readonly servers: readonly ConfiguredServer[];
  readonly country: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Reads one server, in another thread. */
  readonly sync: (wish: ServerToSync) => Promise<Result<ImportReport | null, SyncFailure>>;
  readonly sources: () => Promise<readonly ImportReport[]>;
  readonly remove: (source: string) => Promise<unknown>;
  /** The directory holds other people now. */
  readonly onDidRead: () => void;
}

/** A server that was away is asked again soon, one that stays away seldom. */
const again: BackoffPolicy = { first: 60_000, most: 900_000, jitter: 0 };
const minute = 60_000;

/**
 * Reads the servers of the settings: at the start, and again and again. After a refused password none is asked by itself:
 * a few wrong ones lock an account in many offices.
 */
export class ServerSync implements Disposable {
  readonly #options: ServerSyncOptions;
  readonly #open = new DisposableStore();
  readonly #states = new Map<string, ServerState>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #timers = new Map<string, Disposable>();
  readonly #failures = new Map<string, number>();

  constructor(options: ServerSyncOptions) {
    this.#options = options;
    for (const { server } of options.servers) {
      const source = sourceName(server);
      this.#states.set(source, {
        ...{ kind: server.kind, source, reading: false, readAt: null, people: null, rejected: 0, failure: null },
      });
    }
    void this.#begin();
  }

  get states(): readonly ServerState[] {
    return [...this.#states.values()];
  }

  /** Reads the servers of that kind now, and gives how it went. */
  async now(kind: ContactServer['kind']): Promise<readonly ServerState[]> {
    await Promise.all(
      this.#options.servers.filter(({ server }) => server.kind === kind).map((each) => this.#read(each)),
    );
    return this.states;
  }

  dispose(): void {
    this.#open.dispose();
    for (const timer of this.#timers.values()) timer.dispose();
  }

  async #begin(): Promise<void> {
    const { sources, remove, onDidRead, servers } = this.#options;
    for (const { file, taken, rejectedCount } of await sources()) {
      if (!isServer(file)) continue;
      if (this.#states.has(file)) this.#know(file, { people: taken, rejected: rejectedCount });
      // oxlint-disable-next-line no-await-in-loop -- one thread does it one after the other anyway
      else await remove(file).then(onDidRead);
    }
    for (const each of servers) void this.#read(each);
  }

  #read(configured: ConfiguredServer): Promise<void> {
    const source = sourceName(configured.server);
    const running = this.#running.get(source) ?? this.#readOnce(source, configured);
    this.#running.set(source, running);
    return running.finally(() => this.#running.delete(source));
  }

  async #readOnce(source: string, { server, password, refreshMinutes }: ConfiguredServer): Promise<void> {
    const { sync, country, clock, log, onDidRead } = this.#options;
    this.#timers.get(source)?.dispose();
    if (password === null && server.username !== '') {
      return this.#know(source, { failure: { kind: 'no-password', detail: '' } });
    }
    this.#know(source, { reading: true });
    const read = await sync({ server, password: password ?? '', country });
    const times = read.ok ? 0 : (this.#failures.get(source) ?? 0) + 1;
    this.#failures.set(source, times);
    if (read.ok) {
      const told = read.value === null ? {} : { people: read.value.taken, rejected: read.value.rejectedCount };
      this.#know(source, { reading: false, failure: null, readAt: clock.now(), ...told });
      log.info('a server’s contacts were read', { source, changed: read.value !== null, ...told });
      if (read.value !== null) onDidRead();
    } else {
      this.#know(source, { reading: false, failure: read.failure });
      log.warn('a server’s contacts cannot be read', { source, why: read.failure.kind, detail: read.failure.detail });
      if (read.failure.kind === 'login') return;
    }
    const pause = refreshMinutes * minute;
    const delay = read.ok
      ? pause
      : Math.min(
          pause,
          backoffDelay(again, times - 1, () => 0),
        );
    this.#timers.set(
      source,
      clock.after(delay, () => void this.#read({ server, password, refreshMinutes })),
    );
  }

  #know(source: string, more: Partial<ServerState>): void {
    const state = this.#states.get(source);
    if (state !== undefined) this.#states.set(source, { ...state, ...more });
  }
}
