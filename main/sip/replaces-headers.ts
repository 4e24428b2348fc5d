/** A dialog by what its peer, the PBX, calls it. */
export interface ReplacedDialog {
  readonly callId: string;
  /** The PBX's own tag, and that of the phone it talks to. */
  readonly pbxTag: string;
  readonly phoneTag: string;
}

/** What makes an INVITE take the place of a dialog (RFC 3891, section 3); null: something there could begin a header of its own. */
export function replacesHeaders({ callId, pbxTag, phoneTag }: ReplacedDialog): string[] | null {
  if (![callId, pbxTag, phoneTag].every((part) => /^[\w.!%*+`'~@:-]{1,200}$/.test(part))) return null;
  return ['Require: replaces', `Replaces: ${callId};to-tag=${pbxTag};from-tag=${phoneTag}`];
}
