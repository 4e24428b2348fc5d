import { type ReportName, reports } from '../../preload/contract/media.ts';
import {
  type DeskRequestName,
  deskRequests,
  type RequestInput,
  type RequestOutput,
} from '../../preload/contract/requests.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { type FromMain, fromPage, type Wire } from '../../preload/contract/wire.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import { MediaUnavailable } from '../sip/media-port.ts';
import { type Answer, answerRequest, refuse } from './answer-request.ts';
import type { MediaPage, PageMedia } from './page-media.ts';
import type { ViewChanges } from './view-changes.ts';

export type RequestHandlers = {
  readonly [Name in DeskRequestName]: (input: RequestInput<Name>) => Promise<RequestOutput<Name>> | RequestOutput<Name>;
};

export interface PageServices {
  readonly view: () => DeskView;
  readonly changes: Pick<ViewChanges, 'onDidChange'>;
  readonly handlers: RequestHandlers;
  readonly media: PageMedia;
  /** Somebody wants something, and is about to be told what became of it. */
  readonly onAsked: () => void;
  readonly onMicrophone: (state: 'unknown' | 'ready' | 'blocked' | 'missing') => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A page has this long to answer a media call, ms: ICE gathering is capped at 1 s, a permission prompt may be open. */
const mediaPatience = 30_000;

/** Serves one page: its requests are decoded by the contract and answered, views go to it, media calls are asked of it. */
export function servePage(wire: Wire<FromMain>, services: PageServices): Disposable {
  const { media, log, clock } = services;
  const open = new DisposableStore();
  const asked = new Map<number, (answer: Answer) => void>();
  let nextId = 1;

  const page: MediaPage = {
    call: async (name, input) => {
      const id = nextId++;
      const { promise, resolve } = Promise.withResolvers<Answer>();
      asked.set(id, resolve);
      const patience = clock.after(mediaPatience, () => resolve(gone(`the page did not answer ${name}`)));
      wire.send({ kind: 'media', id, name, input });
      const answer = await promise;
      patience.dispose();
      asked.delete(id);
      if (!answer.ok) throw new MediaUnavailable(answer.error.message);
      return answer.value;
    },
  };

  const receive = (message: unknown): void => {
    const decoded = fromPage.safeParse(message);
    if (!decoded.success) return log.warn('a page sent something that is not in the contract');
    const { data } = decoded;
    if (data.kind === 'answer') return asked.get(data.id)?.(data);
    if (data.kind === 'report') return report(page, services, data.name, data.input);
    services.onAsked();
    void answerRequest(deskRequests, services.handlers, log, data).then((answer) =>
      wire.send({ kind: 'response', id: data.id, ...answer }),
    );
  };

  const close = toDisposable(() => {
    media.withdraw(page);
    for (const resolve of asked.values()) resolve(gone('the page is gone'));
    open.dispose();
  });
  open.add(services.changes.onDidChange((change) => wire.send(change)));
  wire.onMessage(receive);
  wire.onClose(() => close.dispose());
  wire.send({ kind: 'view', view: services.view() });
  return close;
}

/** Carries out one request of the table; throws on input that does not decode. */
export async function ask<Name extends DeskRequestName>(
  handlers: RequestHandlers,
  name: Name,
  input: unknown,
): Promise<RequestOutput<Name>> {
  const decoded = deskRequests[name].input.parse(input);
  // The decoder of this very row made the input; TypeScript cannot follow the name through the table.
  const handler = handlers[name] as (input: unknown) => Promise<RequestOutput<Name>> | RequestOutput<Name>;
  return await handler(decoded);
}

function report(page: MediaPage, services: PageServices, name: string, input: unknown): void {
  if (!isReport(name)) return services.log.warn('a page sent a report that is not in the contract');
  if (!takeReport[name](input, page, services))
    services.log.warn('a page sent a report that does not decode', { name });
}

/** What each report does; false when it does not decode. */
const takeReport: Readonly<Record<ReportName, (input: unknown, page: MediaPage, services: PageServices) => boolean>> = {
  offersMedia: taking(reports.offersMedia, ({ sessions }, page, { media }) => media.offer(page, sessions)),
  mediaState: taking(reports.mediaState, (state, page, { media }) => media.reportState(page, state)),
  mediaStats: taking(reports.mediaStats, (stats, page, { media }) => media.reportStats(page, stats)),
  microphone: taking(reports.microphone, ({ state }, _, { onMicrophone }) => onMicrophone(state)),
};

interface Decoder<Value> {
  safeParse(input: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

function taking<Value>(decoder: Decoder<Value>, then: (value: Value, page: MediaPage, services: PageServices) => void) {
  return (input: unknown, page: MediaPage, services: PageServices): boolean => {
    const decoded = decoder.safeParse(input);
    if (decoded.success) then(decoded.data, page, services);
    return decoded.success;
  };
}

const isReport = (name: string): name is ReportName => Object.hasOwn(reports, name);
const gone = (message: string): Answer => refuse('gone', message);
