import type { PendingInvite } from './dialog-journal.ts';

/** A request of SIP.js, ours or theirs. */
export interface InviteHeaders {
  readonly ruri?: { toString(): string } | undefined;
  readonly callId: string;
  readonly cseq: number;
  getHeader(name: string): string | undefined;
  getHeaders(name: string): string[];
}

/** By which headers the PBX knows this INVITE again, over another connection and from another process too. */
export const pendingInviteOf = (request: InviteHeaders): PendingInvite => ({
  uri: request.ruri?.toString() ?? '',
  via: request.getHeaders('via').filter((via) => via !== ''),
  from: request.getHeader('from') ?? '',
  to: request.getHeader('to') ?? '',
  callId: request.callId,
  sequence: request.cseq,
});

/** A final answer to an INVITE that rang an Offhook before this one (RFC 3261 section 8.2.6.2). */
export function refusal({ via, from, to, callId, sequence }: PendingInvite, tag: string, status: string): string {
  const tagged = /;\s*tag=/i.test(to) ? to : `${to};tag=${tag}`;
  return messageOf([
    `SIP/2.0 ${status}`,
    ...via.map((each) => `Via: ${each}`),
    `From: ${from}`,
    `To: ${tagged}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} INVITE`,
  ]);
}

/** Takes back an INVITE that nobody has answered: the PBX finds it by branch and sequence (RFC 3261 section 9.1). */
export function cancellation({ uri, via, from, to, callId, sequence }: PendingInvite): string {
  return messageOf([
    `CANCEL ${uri} SIP/2.0`,
    `Via: ${via[0] ?? ''}`,
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} CANCEL`,
  ]);
}

const messageOf = (lines: readonly string[]): string => [...lines, 'Content-Length: 0', '', ''].join('\r\n');
