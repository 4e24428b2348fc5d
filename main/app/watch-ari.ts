import type { AriClient } from '../ari/client.ts';
import { channelOf } from '../ari/event.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import type { DeskModel } from './desk-model.ts';
import { ariChannelFact, ariChannelGone } from './translate/ari-facts.ts';

export interface WatchAriOptions {
  readonly ari: AriClient;
  readonly model: DeskModel;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** ARI's part of the model: which channel carries which of our SIP dialogs; all channels at every (re)connect, events after. */
export function watchAri({ ari, model, endpoint, clock, log }: WatchAriOptions): Disposable {
  const open = new DisposableStore();
  const apply = (channel: Parameters<typeof ariChannelFact>[0]): void => {
    const fact = ariChannelFact(channel, endpoint, clock.now());
    if (fact !== null) model.apply(fact);
  };
  const snapshot = async (): Promise<void> => {
    const channels = await ari.channels();
    if (channels.ok) for (const channel of channels.value) apply(channel);
    else log.warn('the channels cannot be read', { why: channels.failure.kind });
  };
  open.add(
    ari.onDidChangeLink((link) => {
      model.setLink('ari', link);
      if (link.state === 'up') void snapshot();
    }),
  );
  open.add(
    ari.onEvent((event) => {
      const channel = channelOf(event);
      if (channel === null) return;
      if (event.type === 'ChannelDestroyed') model.apply(ariChannelGone(channel, clock.now()));
      else apply(channel);
    }),
  );
  return open;
}
