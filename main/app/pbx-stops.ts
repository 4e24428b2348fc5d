import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { PbxStoppedFact } from '../facts/source-facts.ts';
import type { SipPhone } from '../sip/phone.ts';

/**
 * Tells that the PBX is going, as the softphone's road alone can know: a PBX that shuts down closes the WebSockets 1.0 to
 * 1.8 s after its BYEs (asterisk.c, `really_quit`; measured on 16.28 and 22.10), and whoever asks again is refused. A
 * network that breaks does neither. Each time is told once.
 */
export function onPbxStop(
  phone: Pick<SipPhone, 'onDidChangeLink'>,
  clock: Clock,
  tell: (fact: PbxStoppedFact) => void,
): Disposable {
  let wasUp = false;
  let closedAt: number | null = null;
  return phone.onDidChangeLink((link) => {
    if (link.state === 'down') {
      if (wasUp) closedAt = link.failure.kind === 'closed' ? link.since : null;
      else if (closedAt !== null && link.failure.kind === 'refused') {
        tell({ kind: 'pbx-stopped', at: clock.now(), since: closedAt });
        closedAt = null;
      }
    }
    if (link.state !== 'connecting') wasUp = link.state === 'up';
  });
}
