import type { Bridge, MediaHandlers, Reply, Unsubscribe } from '../contract/bridge.ts';
import { type ReportName, reports } from '../contract/media.ts';
import { type ProfileView, profileView } from '../contract/profile.ts';
import { profileRequests } from '../contract/profile-requests.ts';
import { type RequestName, requests } from '../contract/requests.ts';
import type { DeskView } from '../contract/views.ts';
import { type FromPage, fromMain, type Wire } from '../contract/wire.ts';
import { type Answer, refuse } from './answer.ts';
import { answerMediaCall } from './answer-media-call.ts';
import { ViewDecoder } from './view-decoder.ts';

export interface AttachableBridge {
  readonly bridge: Bridge;
  /** Puts a wire under the bridge; another one when the last is gone (the browser host reconnects). */
  readonly attach: (wire: Wire<FromPage>) => void;
}

/** The page's end of the contract over any wire. */
export function createBridge(host: Bridge['host']): AttachableBridge {
  const end = new PageEnd();
  const bridge: Bridge = {
    host,
    request: fromNames(
      Object.keys(requests) as RequestName[],
      (name) => async (input: unknown) => decodeReply(await end.ask(name, input), requests[name].output),
    ) as Bridge['request'],
    report: fromNames(
      Object.keys(reports) as ReportName[],
      (name) => (input: unknown) => end.tell(name, input),
    ) as Bridge['report'],
    onView: (listener) => end.onView(listener),
    onProfile: (listener) => end.onProfile(listener),
    onConnection: (listener) => subscribe(end.connections, listener),
    serveMedia: (handlers) => end.serveMedia(handlers),
  };
  return { bridge, attach: (wire) => end.attach(wire) };
}

const lost = refuse('gone', 'Offhook’s engine is not connected');

/** Main is decoded too: a page of one version may outlive a main of another. */
class PageEnd {
  readonly connections = new Set<(state: 'connected' | 'lost') => void>();
  readonly #waiting = new Map<number, { readonly name: RequestName; readonly resolve: (answer: Answer) => void }>();
  readonly #views = new Set<(view: DeskView) => void>();
  readonly #profiles = new Set<(profile: ProfileView) => void>();
  #lastProfile: ProfileView | null = null;
  #wire: Wire<FromPage> | null = null;
  readonly #decoder = new ViewDecoder();
  #lastView: DeskView | null = null;
  #media: MediaHandlers | null = null;
  #nextId = 1;

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
    this.#waiting.set(id, { name, resolve });
    this.#wire.send({ kind: 'request', id, name, input });
    return promise;
  }

  tell(name: ReportName, input: unknown): void {
    this.#wire?.send({ kind: 'report', name, input });
  }

  onView(listener: (view: DeskView) => void): Unsubscribe {
    if (this.#lastView !== null) listener(this.#lastView);
    return subscribe(this.#views, listener);
  }

  onProfile(listener: (profile: ProfileView) => void): Unsubscribe {
    if (this.#lastProfile !== null) listener(this.#lastProfile);
    return subscribe(this.#profiles, listener);
  }

  serveMedia(handlers: MediaHandlers): Unsubscribe {
    this.#media = handlers;
    this.#offerMedia(handlers);
    return () => {
      if (this.#media === handlers) this.#media = null;
    };
  }

  #offerMedia(media: MediaHandlers): void {
    this.tell('offersMedia', { sessions: media.sessions() });
  }

  #detach(wire: Wire<FromPage>): void {
    if (this.#wire !== wire) return;
    this.#wire = null;
    this.#lost();
  }

  /** Another desk, which knows nothing of what the last one was asked. */
  #begin(): void {
    // What is asked about the profile is answered by whoever exchanges the desk.
    this.#lost((name) => !Object.hasOwn(profileRequests, name));
    this.#connected();
  }

  #lost(isLost: (name: RequestName) => boolean = () => true): void {
    for (const [id, { name, resolve }] of this.#waiting) {
      if (!isLost(name)) continue;
      this.#waiting.delete(id);
      resolve(lost);
    }
    for (const listener of this.connections) listener('lost');
  }

  #receive(message: unknown): void {
    const decoded = fromMain.safeParse(message);
    if (!decoded.success) return;
    const { data } = decoded;
    if (data.kind === 'view') return this.#show(data.view);
    if (data.kind === 'profile') return this.#setUp(data.profile);
    if (data.kind === 'anew') return this.#begin();
    if (data.kind === 'media') {
      void answerMediaCall(this.#media, data.name, data.input).then((answer) =>
        this.#wire?.send({ kind: 'answer', id: data.id, ...answer }),
      );
      return;
    }
    this.#waiting.get(data.id)?.resolve(data);
    this.#waiting.delete(data.id);
  }

  #setUp(undecoded: unknown): void {
    const profile = profileView.safeParse(undecoded);
    if (!profile.success) return;
    this.#lastProfile = profile.data;
    for (const listener of this.#profiles) listener(profile.data);
  }

  #show(undecoded: unknown): void {
    const view = this.#decoder.decode(undecoded);
    if (view === null || (this.#lastView !== null && view.revision <= this.#lastView.revision)) return;
    this.#lastView = view;
    for (const listener of this.#views) listener(view);
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The table's names as an object of functions: what is not in the table cannot be called. */
const fromNames = <Name extends string, Row>(names: readonly Name[], row: (name: Name) => Row) =>
  Object.fromEntries(names.map((name) => [name, row(name)]));

interface Decoder {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false };
}

function decodeReply(answer: Answer, output: Decoder): Reply<unknown> {
  if (!answer.ok) return answer;
  const value = output.safeParse(answer.value);
  return value.success
    ? { ok: true, value: value.data }
    : { ok: false, error: { code: 'failed', message: 'main answered something else than the contract says' } };
}
