import { failed, type Result, success } from '../base/result.ts';
import type { SipDialog, SipRefusal } from './phone.ts';
import type { ReInviteOutcome } from './re-inviter.ts';

export type Outcome = Result<void, SipRefusal>;

/** A re-INVITE's end as whoever asked for it is told. */
export function asOutcome(outcome: ReInviteOutcome, phase: SipDialog['phase']): Outcome {
  switch (outcome.kind) {
    case 'accepted':
      return success();
    case 'rejected':
    case 'no-media':
    case 'offline':
    case 'timeout':
      return failed(outcome);
    case 'gone':
      return failed({ kind: 'rejected', status: outcome.status, reason: 'the PBX no longer knows this call' });
    case 'over':
      return failed({ kind: 'wrong-phase', phase });
  }
}

/** What the page cannot do is told as such. */
export async function withMedia(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return failed({ kind: 'no-media', detail: error instanceof Error ? error.message : String(error) });
  }
}
