import type { ForeignDialog } from './phone.ts';

/** What makes an INVITE take the place of a dialog (RFC 3891, section 3); null: something there could begin a header of its own. */
export function replacesHeaders({ callId, localTag, remoteTag }: ForeignDialog): string[] | null {
  if (![callId, localTag, remoteTag].every((part) => /^[\w.!%*+`'~@:-]{1,200}$/.test(part))) return null;
  return ['Require: replaces', `Replaces: ${callId};to-tag=${localTag};from-tag=${remoteTag}`];
}
