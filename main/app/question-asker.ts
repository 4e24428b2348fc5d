import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable.ts';
import type { Uniqueid } from '../base/ids.ts';
import { type Ask, askKey } from '../calls/legs/pbx-state.ts';
import type { ChannelFact } from '../facts/channel-facts.ts';
import type { PbxSource } from '../facts/pbx.ts';
import type { CompanyFact } from '../facts/source-facts.ts';
import type { DeskModel } from './desk-model.ts';

/** The PBX's word on one channel: as it is, gone, or it could not be asked. */
export type Told = ChannelFact | 'gone' | 'unknown';

export interface QuestionAskerOptions {
  readonly source: PbxSource;
  readonly model: DeskModel;
  readonly clock: Clock;
  readonly ask: (channel: Uniqueid) => Promise<Told>;
  /** Who else is where that channel is; null where it is not mine, is nowhere, or cannot be asked. */
  readonly askCompany?: (channel: ChannelFact) => Promise<CompanyFact | null>;
}

/**
 * What is in doubt is asked a quarter second later, when what was on its way has come. Whose dialog a new channel is
 * never changes: that is asked at once, so that nothing need be guessed for long.
 */
const patience = ({ why }: Ask): number => (why === 'new' ? 0 : 250);

/** Carries the model's questions about one source to it, one at a time for each channel, and the answers back. */
export function askQuestions({ source, model, clock, ask, askCompany }: QuestionAskerOptions): Disposable {
  const open = new DisposableStore();
  /** Until when each channel is waited with; gone when it has been asked. */
  const waiting = new Map<Uniqueid, Disposable>();
  open.add(
    toDisposable(() => {
      for (const alarm of waiting.values()) alarm.dispose();
    }),
  );
  const questionOf = (channel: Uniqueid): Ask | undefined => model.calls.pbx.asks.get(askKey(source, channel));
  const put = async (question: Ask): Promise<void> => {
    const { channel } = question;
    const isAsked = (): boolean => questionOf(channel) === question;
    const since = clock.now();
    const told = isAsked() ? await ask(channel) : null;
    waiting.delete(channel);
    // Settled meanwhile, by an event or a snapshot: an answer would be older than that.
    if (told === null || !isAsked()) {
      schedule();
      return;
    }
    const at = clock.now();
    if (told === 'unknown') model.apply({ kind: 'no-answer', source, at, channel });
    else model.apply({ kind: 'answer', source, at, since, channel, found: told === 'gone' ? null : told });
    // After the answer, which must not grow old: events that come meanwhile are newer.
    const company = typeof told === 'string' ? null : await askCompany?.(told);
    if (company) model.apply(company);
  };
  const schedule = (): void => {
    for (const question of model.calls.pbx.asks.values()) {
      if (question.source !== source || waiting.has(question.channel)) continue;
      waiting.set(
        question.channel,
        clock.after(patience(question), () => void put(question)),
      );
    }
  };
  open.add(model.onDidAsk(schedule));
  return open;
}
