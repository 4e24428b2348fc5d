import type { DialogEndedFact, DialogFact } from '../../facts/dialog-facts.ts';
import type { SipDialog } from '../../sip/phone.ts';

/** What the softphone says of a dialog, as a fact. */
export function dialogFact(dialog: SipDialog, at: number): DialogFact | DialogEndedFact {
  if (dialog.phase === 'ended') {
    const { by, how, status, cause } = dialog.end;
    return { kind: 'dialog-ended', at: dialog.end.at, dialog: dialog.callId, end: { by, how, status, cause } };
  }
  const { callId, direction, phase, remote, startedAt, answeredAt, held, heldByRemote, muted, media, ...more } = dialog;
  const { carriers, rescue, local: _mine, codec: _ours, ...others } = more;
  const { progress = 'calling', ...forgotten } = { progress: undefined, ...others };
  // A field that is added to the dialog and not told here does not compile.
  forgotten satisfies Record<string, never>;
  return {
    kind: 'dialog',
    at,
    dialog: callId,
    direction,
    phase,
    progress,
    remote,
    startedAt,
    answeredAt,
    held,
    heldByRemote,
    muted,
    media,
    // What never was rescued is told as ever.
    ...(carriers.length > 1 && { carriers }),
    ...(rescue !== null && { rescue }),
  };
}
