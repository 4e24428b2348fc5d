import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { SipCallId } from '../base/ids.ts';
import { viewOf } from '../calls/legs/links.ts';
import { callStack } from '../calls/select-calls.ts';
import type { CallsState } from '../calls/state.ts';
import type { SipPhone } from '../sip/phone.ts';
import type { DeskModel } from './desk-model.ts';

export interface WatchRingsOptions {
  readonly model: DeskModel;
  readonly phone: Pick<SipPhone, 'channelGone'>;
  readonly clock: Clock;
}

const toldWithin = 2_000;
const askEvery = 1_000;

/**
 * A caller who gives up or hangs up while our connection is broken, or while we crash, does so on the old connection and is
 * never heard by SIP. AMI or ARI tell that the channel is gone; once they have been asked, the phone is told.
 */
export function watchRings({ model, phone, clock }: WatchRingsOptions): Disposable {
  const look = (): void => {
    for (const call of callStack(model.calls)) {
      const { phase, channels, dialog } = call;
      if (dialog === null || phase === 'dialling' || phase === 'ended') continue;
      const isOver = channels.length > 0 && channels.every((channel) => isGone(model.calls, channel));
      if (isOver || (phase === 'ringing' && channels.length === 0 && isSettled())) phone.channelGone(dialog);
    }
    for (const dialog of leftAlone(model.calls)) phone.channelGone(dialog);
  };
  // Long enough after the list of all channels that the one that rings would be among them.
  const isSettled = (): boolean => model.listedAt !== null && clock.now() - model.listedAt >= toldWithin;
  const open = new DisposableStore();
  open.add(clock.every(askEvery, look));
  open.add(model.onDidChangeView(look));
  // An answer that only confirms what was told changes no view.
  open.add(model.onDidAsk(look));
  return open;
}

/**
 * Dialogs whose own channels are gone, whatever else their call has: a queue that ended one turn of ringing while our
 * connection was broken rings again at once, and the call has another channel.
 */
function leftAlone(calls: CallsState): readonly SipCallId[] {
  return [...calls.records.values()].flatMap((record) => {
    const legs = [...record.pastLegs, ...record.legs];
    return [...record.pastDialogs, ...record.dialogs].filter((id) => {
      if (calls.dialogs.get(id)?.end !== null) return false;
      const own = legs.filter((leg) => viewOf(calls.pbx, leg)?.dialog === id);
      return own.length > 0 && own.every((leg) => isGone(calls, leg));
    });
  });
}

/** Gone, and nothing is being asked about it any more. */
const isGone = (calls: CallsState, channel: Parameters<typeof viewOf>[1]): boolean =>
  viewOf(calls.pbx, channel)?.alive === false &&
  ![...calls.pbx.asks.values()].some((question) => question.channel === channel);
