import type { ApiState } from '../../../preload/contract/programs.ts';
import type { Outcome, RequestOutput } from '../../../preload/contract/requests.ts';
import type { CallView, DeskView } from '../../../preload/contract/views.ts';
import { callId } from '../../../preload/contract/views.ts';
import { openLocalApi } from '../../api/local-api.ts';
import type { ApiCall, ApiCommand } from '../../api/messages.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Event } from '../../base/emitter.ts';
import type { OffhookOptions } from '../offhook.ts';
import type { RequestHandlers } from '../serve-page.ts';

export interface ServeApiOptions {
  readonly view: () => DeskView;
  readonly onDidChangeView: Event<DeskView>;
  readonly handlers: Pick<RequestHandlers, 'dial' | 'answer' | 'hangUp' | 'hold' | 'resume' | 'park' | 'transfer'>;
}

/** The local API, where the settings name a port and there is a token. */
export class ServedApi implements Disposable {
  readonly #options: Pick<OffhookOptions, 'settings' | 'secrets' | 'clock' | 'log'>;
  readonly #open = new DisposableStore();
  #state: Promise<ApiState> = Promise.resolve({ state: 'off' });

  constructor(options: Pick<OffhookOptions, 'settings' | 'secrets' | 'clock' | 'log'>) {
    this.#options = options;
  }

  start(desk: ServeApiOptions): void {
    this.#state = this.#serve(desk);
  }

  /** Known once the port was taken, or was not to be had. */
  state(): Promise<ApiState> {
    return this.#state;
  }

  dispose(): void {
    this.#open.dispose();
  }

  async #serve({ view, onDidChangeView, handlers }: ServeApiOptions): Promise<ApiState> {
    const { settings, secrets, clock } = this.#options;
    const log = this.#options.log.child('api');
    const { api, agent } = settings;
    const { apiToken: token } = secrets;
    if (api === null) return { state: 'off' };
    if (token === undefined) {
      log.error('the local API is not served: there is no token for it');
      return { state: 'no-token' };
    }
    const opened = await openLocalApi({
      ...{ port: api.port, origins: api.origins, token, agent, clock, log },
      calls: () => view().calls.map(apiCallOf),
      onDidChange: onDidChangeView,
      run: (command) => run(command, handlers),
    });
    if (!opened.ok) {
      log.error('the local API cannot be served', { port: api.port, why: opened.failure });
      return { state: 'failed', why: opened.failure };
    }
    this.#open.add(opened.value);
    log.info('the local API is served', { port: opened.value.port });
    return { state: 'served', port: opened.value.port };
  }
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
  did: call.origin.kind === 'direct' || call.origin.kind === 'queue' ? (call.origin.did ?? null) : null,
  values: call.values ?? {},
});

async function run(command: ApiCommand, handlers: ServeApiOptions['handlers']) {
  const outcome = await asked(command, handlers);
  const why = outcome.outcome === 'refused' ? outcome.reason : null;
  const result = outcome.outcome === 'confirmed' || outcome.outcome === 'parked' ? 'done' : outcome.outcome;
  return { result, why } as const;
}

async function asked(
  command: ApiCommand,
  handlers: ServeApiOptions['handlers'],
): Promise<Outcome | RequestOutput<'park'>> {
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
