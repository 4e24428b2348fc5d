import type { InboundCall, InboundOptions, Line } from './call.ts';
import { callByLocal } from './local.ts';
import { callBySip, type SipInboundCall } from './sip.ts';

/** `local` needs no SIP at all; `sip` is a SIP user agent by UDP that can listen, send digits and have any name. */
export type CallInOptions = InboundOptions & { readonly via?: 'local' | 'sip' };
export type CallIn<Options> = Options extends { readonly via: 'sip' } ? SipInboundCall : InboundCall;

export async function placeInbound<Options extends CallInOptions>(
  line: Line,
  options: Options,
): Promise<CallIn<Options>> {
  const call = options.via === 'sip' ? callBySip(line, options) : callByLocal(line, options);
  return (await call) as CallIn<Options>;
}
