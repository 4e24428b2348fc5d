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
  /** Since when the two have said different numbers, ms since 1970; null: they do not. */
  readonly differSince: number | null;
}

export const unknownMailbox: MailboxState = { sip: null, ami: null, differSince: null };

export function reduceMailbox(state: MailboxState, fact: MailboxFact): MailboxState {
  const told = toldBy(state, fact);
  return { ...told, differSince: differ(told) ? (state.differSince ?? fact.at) : null };
}

function toldBy(state: MailboxState, fact: MailboxFact): MailboxState {
  if (fact.kind === 'mailbox-lost') return { ...state, [fact.source]: null };
  return fact.source === 'sip'
    ? { ...state, sip: { new: fact.new, old: fact.old } }
    : { ...state, ami: { new: fact.new, old: fact.old, urgent: fact.urgent } };
}

const differ = ({ sip, ami }: MailboxState): boolean =>
  sip !== null && ami !== null && (sip.new !== ami.new || sip.old !== ami.old);

/** AMI is asked anew at every change, so it is as fresh as SIP and knows more; null when nobody can tell. */
export function mailboxCounts(state: MailboxState): MailboxCounts | null {
  if (state.ami !== null) return state.ami;
  return state.sip === null ? null : { ...state.sip, urgent: null };
}

/** The PBX tells the phone and the manager of one change one after the other: until then they may differ, ms. */
export const countsSettle = 4_000;

export interface MailboxDoubt {
  readonly phone: { readonly new: number; readonly old: number };
  readonly manager: { readonly new: number; readonly old: number };
  /** The phone's lamp stands for all of the endpoint's `mailboxes`, or for others than this one. */
  readonly why: 'several-boxes' | 'another-box';
}

/**
 * What NOTIFY and MailboxCount say where they go on saying different things; null: they agree, or not both have spoken.
 * `all`: the counts of every mailbox this desk knows of, this one among them.
 */
export function mailboxDoubt(
  { sip, ami, differSince }: MailboxState,
  now: number,
  all: readonly { readonly new: number; readonly old: number }[],
): MailboxDoubt | null {
  if (sip === null || ami === null || differSince === null || now - differSince < countsSettle) return null;
  const sum = all.reduce((total, each) => ({ new: total.new + each.new, old: total.old + each.old }), {
    new: 0,
    old: 0,
  });
  const isSum = all.length > 1 && sum.new === sip.new && sum.old === sip.old;
  return { phone: sip, manager: { new: ami.new, old: ami.old }, why: isSum ? 'several-boxes' : 'another-box' };
}
