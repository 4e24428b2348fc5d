import type { CallView } from '../../preload/contract/views.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import type { DeskModel } from './desk-model.ts';

export interface TakeUpLostOptions {
  /** Calls were noted before a crash, and the note is of no use. */
  readonly isSpoilt: boolean;
  readonly model: Pick<DeskModel, 'view' | 'onDidChangeView'>;
  /** Takes a call over whose dialog the PBX tells (Getvar on its channel). */
  readonly take: (call: CallView['id']) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Whatever a crash left behind is there by then, ms. */
const looksFor = 60_000;

/**
 * A call that goes on in a channel of this softphone without any dialog of ours: where the journal was spoilt that is the
 * one it told of, and it is taken up without a word from anybody. Where there was no journal it may be another desk's, under
 * the same account: it is shown, and taken on a key only.
 */
export function takeUpLost({ isSpoilt, model, take, clock, log }: TakeUpLostOptions): Disposable {
  const open = new DisposableStore();
  if (!isSpoilt) return open;
  const tried = new Set<string>();
  const look = (): void => {
    const { calls } = model.view;
    // Whoever talks already is not put on hold for it.
    const isTalking = calls.some((call) => call.phase === 'active' && call.device === 'softphone' && !isLost(call));
    const lost = calls.find((call) => isLost(call) && !tried.has(call.id));
    if (lost === undefined || isTalking) return;
    tried.add(lost.id);
    log.info('a call without a usable note is taken up');
    void take(lost.id);
  };
  const looks = open.add(model.onDidChangeView(look));
  open.add(clock.after(looksFor, () => looks.dispose()));
  look();
  return open;
}

const isLost = (call: CallView): boolean =>
  call.phase === 'active' && call.device === 'softphone' && call.can.includes('bringHere');
