import type { Call } from './call.ts';
import { dialUri } from './dial-target.ts';
import type { ReferTarget, SipCallId } from './phone.ts';
import { replacing } from './sip-js-internals.ts';

export interface ReferToOptions {
  readonly domain: string;
  readonly callOf: (id: SipCallId) => Call | undefined;
}

/** The Refer-To of a transfer (RFC 3515, with Replaces of RFC 3891). Null: nothing that can be dialled, or no answered call. */
export function referTo(to: ReferTarget, { domain, callOf }: ReferToOptions): string | null {
  if (to.kind === 'dials') {
    const uri = dialUri(to.dials, domain);
    return uri === null ? null : `<${uri.toString()}>`;
  }
  const other = callOf(to.call);
  return other?.dialog.phase === 'established' ? replacing(other.session) : null;
}
