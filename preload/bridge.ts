import type { Bridge, MediaHandlers, Reply, Unsubscribe } from './contract/bridge.ts';
import { type MediaCallName, mediaCalls, type ReportName, reports } from './contract/media.ts';
import { type RequestName, requests } from './contract/requests.ts';
import { type DeskView, deskView } from './contract/views.ts';
import { type FromPage, fromMain, type Wire, type WireError } from './contract/wire.ts';

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

/**
 * The page's end of the contract over any wire. Main is decoded too: a page of one version may outlive a main of
 * another. `wire` may be replaced under a bridge (the browser host reconnects); see `attach`.
 */
export function createBridge(host: Bridge['host']): {
  readonly bridge: Bridge;
  readonly attach: (wire: Wire<FromPage>) => void;
} {
  const waiting = new Map<number, (answer: Answer) => void>();
  const views = new Set<(view: DeskView) => void>();
  const connections = new Set<(state: 'connected' | 'lost') => void>();
  let wire: Wire<FromPage> | null = null;
  let lastView: DeskView | null = null;
  let media: MediaHandlers | null = null;
  let nextId = 1;

  const ask = (name: RequestName, input: unknown): Promise<Answer> => {
    if (wire === null) return Promise.resolve(lost);
    const id = nextId++;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    waiting.set(id, resolve);
    wire.send({ kind: 'request', id, name, input });
    return promise;
  };

  const receive = (message: unknown): void => {
    const decoded = fromMain.safeParse(message);
    if (!decoded.success) return;
    const { data } = decoded;
    if (data.kind === 'response') {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    } else if (data.kind === 'view') {
      const view = deskView.safeParse(data.view);
      if (!view.success || (lastView !== null && view.data.revision <= lastView.revision)) return;
      lastView = view.data;
      for (const listener of views) listener(view.data);
    } else {
      void serveMediaCall(media, data.name, data.input).then((answer) =>
        wire?.send({ kind: 'answer', id: data.id, ...answer }),
      );
    }
  };

  const attach = (next: Wire<FromPage>): void => {
    wire = next;
    // A new main counts its views from the start again.
    lastView = null;
    next.onMessage(receive);
    next.onClose(() => {
      if (wire !== next) return;
      wire = null;
      for (const resolve of waiting.values()) resolve(lost);
      waiting.clear();
      for (const listener of connections) listener('lost');
    });
    for (const listener of connections) listener('connected');
    if (media !== null) next.send({ kind: 'report', name: 'offersMedia', input: {} });
  };

  const bridge: Bridge = {
    host,
    request: namedRequests(ask),
    report: namedReports((name, input) => wire?.send({ kind: 'report', name, input })),
    onView: (listener) => {
      if (lastView !== null) listener(lastView);
      return subscribe(views, listener);
    },
    onConnection: (listener) => subscribe(connections, listener),
    serveMedia: (handlers) => {
      media = handlers;
      wire?.send({ kind: 'report', name: 'offersMedia', input: {} });
      return () => {
        if (media === handlers) media = null;
      };
    },
  };
  return { bridge, attach };
}

const lost: Answer = { ok: false, error: { code: 'gone', message: 'Offhook’s engine is not connected' } };

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Unsubscribe {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function namedRequests(ask: (name: RequestName, input: unknown) => Promise<Answer>): Bridge['request'] {
  const row = (name: RequestName) => async (input: unknown) =>
    decodeReply(await ask(name, input), requests[name].output);
  return fromNames(Object.keys(requests) as RequestName[], row) as Bridge['request'];
}

function namedReports(tell: (name: ReportName, input: unknown) => void): Bridge['report'] {
  return fromNames(
    Object.keys(reports) as ReportName[],
    (name) => (input: unknown) => tell(name, input),
  ) as Bridge['report'];
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

async function serveMediaCall(media: MediaHandlers | null, name: string, input: unknown): Promise<Answer> {
  if (!isMediaCall(name)) return refuse('unknown-name', `no media call ${name}`);
  if (media === null) return refuse('no-media', 'this page serves no media');
  const decoded = mediaCalls[name].input.safeParse(input);
  if (!decoded.success) return refuse('bad-input', `${name}: ${decoded.error.issues[0]?.path.join('.') ?? ''}`);
  try {
    // The decoder of this very row made the input; TypeScript cannot follow the name through the table.
    const handler = media[name] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(decoded.data) };
  } catch (error) {
    return refuse('failed', error instanceof Error ? error.message : 'media failed');
  }
}

const isMediaCall = (name: string): name is MediaCallName => Object.hasOwn(mediaCalls, name);
const refuse = (code: WireError['code'], message: string): Answer => ({ ok: false, error: { code, message } });
