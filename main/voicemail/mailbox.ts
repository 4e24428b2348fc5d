/** Counts of one mailbox. `new` holds the urgent ones; `urgent` is null while only a source that cannot tell has spoken. */
export interface MailboxCounts {
  readonly new: number;
  readonly old: number;
  readonly urgent: number | null;
}

export type MailboxFact =
  /** SIP message-summary: Asterisk writes 0 urgent always (res_pjsip_mwi_body_generator.c), so it says nothing of them. */
  | {
      readonly kind: 'mailbox';
      readonly source: 'sip';
      readonly at: number;
      readonly new: number;
      readonly old: number;
    }
  /** AMI MailboxCount, which knows all three. */
  | {
      readonly kind: 'mailbox';
      readonly source: 'ami';
      readonly at: number;
      readonly new: number;
      readonly old: number;
      readonly urgent: number;
    }
  /** A source can no longer be believed. */
  | { readonly kind: 'mailbox-lost'; readonly source: 'sip' | 'ami'; readonly at: number };

export interface MailboxState {
  readonly sip: { readonly new: number; readonly old: number } | null;
  readonly ami: { readonly new: number; readonly old: number; readonly urgent: number } | null;
}

export const unknownMailbox: MailboxState = { sip: null, ami: null };

export function reduceMailbox(state: MailboxState, fact: MailboxFact): MailboxState {
  if (fact.kind === 'mailbox-lost') return { ...state, [fact.source]: null };
  return fact.source === 'sip'
    ? { ...state, sip: { new: fact.new, old: fact.old } }
    : { ...state, ami: { new: fact.new, old: fact.old, urgent: fact.urgent } };
}

/** AMI is asked anew at every change, so it is as fresh as SIP and knows more; null when nobody can tell. */
export function mailboxCounts(state: MailboxState): MailboxCounts | null {
  if (state.ami !== null) return state.ami;
  return state.sip === null ? null : { ...state.sip, urgent: null };
}
