import type { MediaServer, RawBridge, Unsubscribe } from '../contract/bridge.ts';
import type { ReportName } from '../contract/media.ts';
import { deskRequestNames, profileRequestNames, reportNames } from '../contract/names.ts';
import type { RequestName } from '../contract/requests.ts';
import type { FromMain, FromPage, ViewChange, Wire } from '../contract/wire.ts';
import { type Answer, refuse } from './answer.ts';

export interface AttachableEnd {
  readonly raw: RawBridge;
  /** Puts a wire under the bridge; another one when the last is gone (the browser host reconnects). */
  readonly attach: (wire: Wire<FromPage>) => void;
}

/** Tells a message of main's from anything else; null: it is none. What it holds is not decoded yet. */
export type ReadMessage = (message: unknown) => FromMain | null;

/** The page's end of a wire: who asked what, and who listens. Nothing that is carried is looked into. */
export function createPageEnd(host: RawBridge['host'], read: ReadMessage): AttachableEnd {
  const end = new PageEnd(read);
  const requestNames = [...deskRequestNames, ...profileRequestNames] satisfies readonly RequestName[];
  const raw: RawBridge = {
    host,
    request: fromNames(requestNames, (name) => (input: unknown) => end.ask(name, input)),
    report: fromNames(reportNames satisfies readonly ReportName[], (name) => (input: unknown) => end.tell(name, input)),
    onView: (listener) => end.onView(listener),
    onProfile: (listener) => end.onProfile(listener),
    onConnection: (listener) => subscribe(end.connections, listener),
    serveMedia: (server) => end.serveMedia(server),
  };
  return { raw, attach: (wire) => end.attach(wire) };
}

const lost = refuse('gone', 'Offhook’s engine is not connected');

class PageEnd {
  readonly connections = new Set<(state: 'connected' | 'lost') => void>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #views = new Set<(view: unknown) => void>();
  readonly #profiles = new Set<(profile: unknown) => void>();
  readonly #read: ReadMessage;
  #lastProfile: { readonly profile: unknown } | null = null;
  #lastView: { readonly view: unknown } | null = null;
  #wire: Wire<FromPage> | null = null;
  #media: MediaServer | null = null;
  #nextId = 1;

  constructor(read: ReadMessage) {
    this.#read = read;
  }

  attach(wire: Wire<FromPage>): void {
    this.#wire = wire;
    wire.onMessage((message) => this.#receive(message));
    wire.onClose(() => this.#detach(wire));
    this.#connected();
  }

  #connected(): void {
    // A new main counts its views from the start again.
    this.#lastView = null;
    if (this.#media !== null) this.#offerMedia(this.#media);
    for (const listener of this.connections) listener('connected');
  }

  ask(name: RequestName, input: unknown): Promise<Answer> {
    if (this.#wire === null) return Promise.resolve(lost);
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(id, resolve);
    this.#wire.send({ kind: 'request', id, name, input });
    return promise;
  }

  tell(name: ReportName, input: unknown): void {
    this.#wire?.send({ kind: 'report', name, input });
  }

  onView(listener: (view: unknown) => void): Unsubscribe {
    if (this.#lastView !== null) listener(this.#lastView.view);
    return subscribe(this.#views, listener);
  }

  onProfile(listener: (profile: unknown) => void): Unsubscribe {
    if (this.#lastProfile !== null) listener(this.#lastProfile.profile);
    return subscribe(this.#profiles, listener);
  }

  serveMedia(server: MediaServer): Unsubscribe {
    this.#media = server;
    this.#offerMedia(server);
    return () => {
      if (this.#media === server) this.#media = null;
    };
  }

  #offerMedia(media: MediaServer): void {
    this.tell('offersMedia', { sessions: media.sessions() });
  }

  #detach(wire: Wire<FromPage>): void {
    if (this.#wire !== wire) return;
    this.#wire = null;
    this.#lost();
  }

  /** Another desk. Whoever exchanges it answers for what the one before was asked, and hands on what is for this one. */
  #begin(): void {
    for (const listener of this.connections) listener('lost');
    this.#connected();
  }

  #lost(): void {
    for (const resolve of this.#waiting.values()) resolve(lost);
    this.#waiting.clear();
    for (const listener of this.connections) listener('lost');
  }

  #receive(message: unknown): void {
    const read = this.#read(message);
    if (read === null) return;
    if (read.kind === 'change') return this.#change(read);
    if (read.kind === 'view') return this.#show(read.view);
    if (read.kind === 'profile') return this.#setUp(read.profile);
    if (read.kind === 'anew') return this.#begin();
    if (read.kind === 'media') {
      void this.#answer(read.name, read.input).then((answer) =>
        this.#wire?.send({ kind: 'answer', id: read.id, ...answer }),
      );
      return;
    }
    this.#waiting.get(read.id)?.(read.ok ? { ok: true, value: read.value } : { ok: false, error: read.error });
    this.#waiting.delete(read.id);
  }

  #answer(name: string, input: unknown): Promise<Answer> {
    return this.#media?.answer(name, input) ?? Promise.resolve(refuse('no-media', 'this page serves no media'));
  }

  #setUp(profile: unknown): void {
    this.#lastProfile = { profile };
    for (const listener of this.#profiles) listener(profile);
  }

  /** What is not told of is the very part it was. */
  #change({ parts, gone }: ViewChange): void {
    if (this.#lastView === null) return;
    const next: Record<string, unknown> = Object.assign({}, this.#lastView.view, parts);
    for (const name of gone) delete next[name];
    this.#show(next);
  }

  #show(view: unknown): void {
    this.#lastView = { view };
    for (const listener of this.#views) listener(view);
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The names as an object of functions: what is not among them cannot be called. */
const fromNames = <Name extends string, Row>(names: readonly Name[], row: (name: Name) => Row) =>
  Object.fromEntries(names.map((name) => [name, row(name)])) as Readonly<Record<Name, Row>>;
