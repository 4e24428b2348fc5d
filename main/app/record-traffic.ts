import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { FlightRecorder } from '../recorder/flight-recorder.ts';
import type { Pbx, PbxTaps } from './connect-pbx.ts';
import { onPbxStop } from './pbx-stops.ts';
import { dialogFact } from './translate/sip-facts.ts';

const nothing = () => undefined;
const unheard: PbxTaps = {
  ami: { received: nothing, sent: nothing },
  ari: { received: nothing, asked: nothing, answered: nothing },
  sip: { received: nothing, sent: nothing },
};

/** What reads what the PBX writes into its INVITEs. */
interface InviteReader {
  received(message: string): void;
}

/** The recorder hears every road, if there is one; what the PBX writes into its INVITEs is read on the way. */
export function tapsOf(recorder: FlightRecorder | null, invites: readonly InviteReader[]): PbxTaps {
  const { ami, ari, sip } = recorder ?? unheard;
  return {
    ami,
    ari,
    sip: {
      sent: sip.sent,
      received: (message) => {
        sip.received(message);
        for (const each of invites) each.received(message);
      },
    },
  };
}

/**
 * What a recording needs besides the traffic itself: when a road was up, and what the softphone made of its messages.
 * Subscribed before the model is, so that a link's `up` stands before what was asked because of it.
 */
export function recordTraffic({ phone, ami, ari }: Pbx, recorder: FlightRecorder, clock: Clock): Disposable {
  const open = new DisposableStore();
  open.add(phone.onDidChangeLink(({ state }) => recorder.link('sip', state)));
  open.add(phone.onDidChangeDialog((dialog) => recorder.sip.told(dialogFact(dialog, clock.now()))));
  open.add(onPbxStop(phone, clock, (fact) => recorder.sip.told(fact)));
  if (ami !== null) open.add(ami.onDidChangeLink(({ state }) => recorder.link('ami', state)));
  if (ari !== null) open.add(ari.onDidChangeLink(({ state }) => recorder.link('ari', state, ari.server?.bootedAt)));
  return open;
}
