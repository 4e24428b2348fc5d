import { channelFrom } from '../ari/channel.ts';
import type { AriClient } from '../ari/client.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Uniqueid } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { DeskModel } from './desk-model.ts';
import { askQuestions, type Told } from './question-asker.ts';
import type { WantedValues } from './translate/ami-facts.ts';
import { ariEndpoint, reachableBy } from './translate/ari-endpoint.ts';
import { ariChannel, ariFacts, placed } from './translate/ari-facts.ts';
import { AriPlaces } from './translate/ari-places.ts';

export interface WatchAriOptions {
  readonly ari: AriClient;
  readonly model: DeskModel;
  /** The softphone's, as in PJSIP/1014. */
  readonly endpoint: string;
  /** Names of the values that are shown. */
  readonly values: WantedValues;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * ARI's part of the model: channels with their SIP dialogs, dials and bridges, and whether my phone can be reached.
 * Events while it is there; all channels, bridges and endpoints at every (re)connect.
 */
export function watchAri(options: WatchAriOptions): Disposable {
  const { ari, model, values, clock } = options;
  const places = new AriPlaces();
  const open = new DisposableStore();
  open.add(
    ari.onDidChangeLink((link) => {
      model.setLink('ari', link);
      const at = clock.now();
      model.apply({ kind: link.state === 'up' ? 'source-up' : 'source-lost', source: 'ari', at });
      places.forget();
      if (link.state === 'up') void Promise.all([snapshot(options, places), endpoints(options)]);
      else model.applyEndpoint({ kind: 'endpoints-lost', source: 'ari', at });
    }),
  );
  open.add(
    ari.onEvent((event) => {
      places.heard(event);
      const at = clock.now();
      model.applyEvent(ariFacts(event, at, values));
      const endpoint = ariEndpoint(event, at);
      if (endpoint !== null) model.applyEndpoint(endpoint);
    }),
  );
  open.add(askQuestions({ source: 'ari', model, clock, ask: (channel) => askChannel(options, places, channel) }));
  return open;
}

async function snapshot({ ari, model, clock, log }: WatchAriOptions, places: AriPlaces): Promise<void> {
  const [since, moment] = [clock.now(), places.now()];
  const bootedAt = ari.server?.bootedAt ?? null;
  if (bootedAt !== null) model.apply({ kind: 'boot', source: 'ari', at: since, bootedAt, isExact: true });
  const channels = await ari.channels();
  if (!channels.ok) return log.warn('the channels cannot be read', { why: channels.failure.kind });
  const bridges = await ari.bridges();
  if (!bridges.ok) log.warn('the bridges cannot be read', { why: bridges.failure.kind });
  const at = clock.now();
  const bridgeOf = bridges.ok ? places.readerOf(bridges.value, moment) : unknownPlace;
  const facts = channels.value.map((each) => placed(ariChannel(each, asked(at)), bridgeOf(each.id)));
  model.apply({ kind: 'snapshot', source: 'ari', at, since, channels: facts });
}

/** Only mine: of the others' nothing more would be heard. */
async function endpoints({ ari, model, endpoint: mine, clock, log }: WatchAriOptions): Promise<void> {
  const since = clock.now();
  const all = await ari.endpoints();
  if (!all.ok) return log.warn('the endpoints cannot be read', { why: all.failure.kind });
  for (const { technology, resource, state } of all.value) {
    const endpoint = `${technology}/${resource}`;
    if (endpoint !== mine) continue;
    const at = clock.now();
    model.applyEndpoint({ kind: 'endpoint', ...asked(at), since, endpoint, reachable: reachableBy(state) });
  }
}

/** One channel; which bridge it is in is told by the list of bridges alone, and only a channel that is up is in one. */
async function askChannel({ ari, clock }: WatchAriOptions, places: AriPlaces, channel: Uniqueid): Promise<Told> {
  const moment = places.now();
  const answer = await ari.ask('GET /channels/{channelId}', { channelId: channel });
  if (!answer.ok) return answer.failure.kind === 'not-found' ? 'gone' : 'unknown';
  const found = channelFrom(answer.value);
  const fact = ariChannel(found, asked(clock.now()));
  if (fact.state !== 'up') return fact;
  const bridges = await ari.bridges();
  return bridges.ok ? placed(fact, places.readerOf(bridges.value, moment)(channel)) : fact;
}

const asked = (at: number) => ({ source: 'ari', at, pbxAt: null }) as const;
const unknownPlace = () => undefined;
