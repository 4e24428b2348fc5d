import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Hush } from '../base/hush.ts';
import type { SipCallId } from '../base/ids.ts';
import { callStack } from '../calls/select-calls.ts';
import type { SipPhone } from '../sip/phone.ts';
import type { DeskModel } from './desk-model.ts';
import type { InviteValues } from './invite-values.ts';
import type { NotedCalls, SeenCall } from './noted-calls.ts';
import type { PageMedia } from './page-media.ts';
import { onPbxStop } from './pbx-stops.ts';
import { dialogFact } from './translate/sip-facts.ts';

export interface WatchPhoneOptions {
  readonly phone: SipPhone;
  readonly media: PageMedia;
  readonly model: DeskModel;
  readonly clock: Clock;
  readonly invites: InviteValues;
  readonly noted: NotedCalls;
  readonly hush: Hush;
}

/** The softphone's part of the model: registration, dialogs, how their audio does, and mailbox counts by NOTIFY. */
export function watchPhone({ phone, media, model, clock, invites, noted, hush }: WatchPhoneOptions): Disposable {
  const open = new DisposableStore();
  open.add(
    phone.onDidChangeLink((link) => {
      model.setLink('sip', link);
      if (link.state !== 'up') model.applyMailbox({ kind: 'mailbox-lost', source: 'sip', at: clock.now() });
    }),
  );
  open.add(phone.onDidChangeDialog((dialog) => model.apply(noted.with(invites.with(dialogFact(dialog, clock.now()))))));
  open.add(onPbxStop(phone, clock, (fact) => model.apply(fact)));
  // Once every page has the view, and whoever rings in it is on the screen: nobody is shown later for being written down.
  const note = (): void => noted.see(seenIn(model));
  open.add(model.onDidChangeView(() => queueMicrotask(() => hush.outside(note))));
  open.add(
    phone.onDidChangeMailbox((counts) =>
      model.applyMailbox({ kind: 'mailbox', source: 'sip', at: clock.now(), new: counts.new, old: counts.old }),
    ),
  );
  open.add(phone.onDidTellTime((now) => model.setPbxTime(now)));
  open.add(media.onDidChangeAvailable((served) => model.setAudio({ served })));
  open.add(
    media.onDidMeasure(({ session, delayMs, lossPercent, jitterMs }) => {
      const dialog = phone.callOfMedia(session);
      if (dialog !== null)
        model.apply({ kind: 'audio-quality', at: clock.now(), dialog, delayMs, lossPercent, jitterMs });
    }),
  );
  return open;
}

const seenIn = ({ calls }: DeskModel): ReadonlyMap<SipCallId, SeenCall> =>
  new Map(
    callStack(calls).flatMap(({ key, dialog, origin, channels }) =>
      dialog === null
        ? []
        : [[dialog, { origin, channels, linkedids: [...(calls.records.get(key)?.linkedids ?? [])] }] as const],
    ),
  );
