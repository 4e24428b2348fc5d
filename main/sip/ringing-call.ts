import { failed } from '../base/result.ts';
import type { Call, Outcome } from './call.ts';
import { IncomingCall } from './incoming-call.ts';
import { RestoredRinging } from './restored-ringing.ts';

/** A call that a person may answer or decline, be it that an Offhook before this one heard it first. */
export const isRinging = (call: Call): call is IncomingCall | RestoredRinging =>
  call instanceof IncomingCall || call instanceof RestoredRinging;

export const wrongPhase = (call: Call): Promise<Outcome> =>
  Promise.resolve(failed({ kind: 'wrong-phase', phase: call.dialog.phase }));
