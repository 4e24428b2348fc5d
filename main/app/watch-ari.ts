import { channelFrom } from '../ari/channel.ts';
import type { AriClient } from '../ari/client.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Uniqueid } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { DeskModel } from './desk-model.ts';
import { askQuestions, type Told } from './question-asker.ts';
import type { WantedValues } from './translate/ami-facts.ts';
import { ariChannel, ariFacts } from './translate/ari-facts.ts';

export interface WatchAriOptions {
  readonly ari: AriClient;
  readonly model: DeskModel;
  /** Names of the values that are shown. */
  readonly values: WantedValues;
  readonly clock: Clock;
  readonly log: Logger;
}

/** ARI's part of the model: channels with their SIP dialogs, dials and bridges; all channels at every (re)connect. */
export function watchAri(options: WatchAriOptions): Disposable {
  const { ari, model, values, clock } = options;
  const open = new DisposableStore();
  open.add(
    ari.onDidChangeLink((link) => {
      model.setLink('ari', link);
      model.apply({ kind: link.state === 'up' ? 'source-up' : 'source-lost', source: 'ari', at: clock.now() });
      if (link.state === 'up') void snapshot(options);
    }),
  );
  open.add(ari.onEvent((event) => model.applyEvent(ariFacts(event, clock.now(), values))));
  open.add(askQuestions({ source: 'ari', model, clock, ask: (channel) => askChannel(options, channel) }));
  return open;
}

async function snapshot({ ari, model, clock, log }: WatchAriOptions): Promise<void> {
  const since = clock.now();
  const bootedAt = ari.server?.bootedAt ?? null;
  if (bootedAt !== null) model.apply({ kind: 'boot', source: 'ari', at: since, bootedAt });
  const channels = await ari.channels();
  if (!channels.ok) return log.warn('the channels cannot be read', { why: channels.failure.kind });
  const at = clock.now();
  const facts = channels.value.map((channel) => ariChannel(channel, { source: 'ari', at, pbxAt: null }));
  model.apply({ kind: 'snapshot', source: 'ari', at, since, channels: facts });
}

async function askChannel({ ari, clock }: WatchAriOptions, channel: Uniqueid): Promise<Told> {
  const answer = await ari.ask('GET /channels/{channelId}', { channelId: channel });
  if (!answer.ok) return answer.failure.kind === 'not-found' ? 'gone' : 'unknown';
  return ariChannel(channelFrom(answer.value), { source: 'ari', at: clock.now(), pbxAt: null });
}
