import type { Outcome } from '../../preload/contract/requests.ts';
import type { SipCallId } from '../base/ids.ts';
import { talking } from '../calls/select-calls.ts';
import type { CallsState } from '../calls/state.ts';
import type { SipPhone } from '../sip/phone.ts';
import { outcomeOf } from './refusals.ts';

/** Two callers never hear the agent at once. Null when nobody but `call` is talking any more; else why one could not be held. */
export async function holdOthers(
  phone: Pick<SipPhone, 'hold'>,
  calls: CallsState,
  call: SipCallId | null,
): Promise<(Outcome & { outcome: 'refused' }) | null> {
  const others = talking(calls).filter((dialog) => dialog !== call);
  const held = await Promise.all(others.map(async (dialog) => outcomeOf(await phone.hold(dialog))));
  // One that ended meanwhile is no longer in the way.
  for (const outcome of held) if (outcome.outcome === 'refused' && outcome.reason !== 'no-such-call') return outcome;
  return null;
}
