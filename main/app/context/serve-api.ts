import type { Outcome, RequestOutput } from '../../../preload/contract/requests.ts';
import type { CallView, DeskView } from '../../../preload/contract/views.ts';
import { callId } from '../../../preload/contract/views.ts';
import { openLocalApi } from '../../api/local-api.ts';
import type { ApiCall, ApiCommand } from '../../api/messages.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { OffhookOptions } from '../offhook.ts';
import type { RequestHandlers } from '../serve-page.ts';

export interface ServeApiOptions extends Pick<OffhookOptions, 'settings' | 'secrets' | 'clock' | 'log'> {
  readonly view: () => DeskView;
  readonly onDidChangeView: Event<DeskView>;
  readonly handlers: Pick<RequestHandlers, 'dial' | 'answer' | 'hangUp' | 'hold' | 'resume' | 'park' | 'transfer'>;
}

/** The local API, where the settings name a port and there is a token. */
export function serveApi(options: ServeApiOptions): Disposable {
  const { settings, secrets, clock, view, onDidChangeView } = options;
  const log = options.log.child('api');
  const { api, agent } = settings;
  let open: Disposable | null = null;
  let closed = false;
  if (api !== null && secrets.apiToken === undefined)
    log.error('the local API is not served: secrets.json has no apiToken');
  else if (api !== null && secrets.apiToken !== undefined) {
    void openLocalApi({
      ...{ port: api.port, origins: api.origins, token: secrets.apiToken, agent, clock, log },
      calls: () => view().calls.map(apiCallOf),
      onDidChange: onDidChangeView,
      run: (command) => run(command, options),
    }).then((opened) => {
      if (!opened.ok) return log.error('the local API cannot be served', { port: api.port, why: opened.failure });
      open = opened.value;
      if (closed) open.dispose();
      else log.info('the local API is served', { port: opened.value.port });
    });
  }
  return toDisposable(() => {
    closed = true;
    open?.dispose();
  });
}

export const apiCallOf = (call: CallView): ApiCall => ({
  ...{
    id: call.id,
    phase: call.phase,
    direction: call.direction,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
  },
  name: call.party.name,
  number: call.party.number?.raw ?? null,
  e164: call.party.number?.e164 ?? null,
  company: call.context?.people.length === 1 ? (call.context.people[0]?.company ?? null) : null,
  queue: call.origin.kind === 'queue' ? call.origin.queue : null,
  did: call.origin.kind === 'direct' ? (call.origin.did ?? null) : null,
  values: call.values ?? {},
});

async function run(command: ApiCommand, options: ServeApiOptions) {
  const outcome = await asked(command, options);
  const why = outcome.outcome === 'refused' ? outcome.reason : null;
  const result = outcome.outcome === 'confirmed' || outcome.outcome === 'parked' ? 'done' : outcome.outcome;
  return { result, why } as const;
}

async function asked(command: ApiCommand, { handlers }: ServeApiOptions): Promise<Outcome | RequestOutput<'park'>> {
  if (command.type === 'dial') return handlers.dial({ target: command.number });
  const call = callId.parse(command.call);
  if (command.type === 'transfer') {
    // What the contract lets a page ask for, and nothing else.
    if (!/^[A-Za-z0-9*#+_.-]{1,64}$/.test(command.to))
      return { outcome: 'refused', reason: 'bad-target', detail: null };
    return handlers.transfer({ call, dials: command.to });
  }
  return handlers[command.type]({ call });
}
