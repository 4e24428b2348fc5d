import type { LedgerLineView } from '../../preload/contract/ledger.ts';

type Words<Key extends string> = Readonly<Record<Key, string>>;
type EntryOf<Kind extends LedgerLineView['entry']['kind']> = Extract<LedgerLineView['entry'], { kind: Kind }>;

/** The words the sentences of the ledger are put together from. */
export interface LedgerWords {
  readonly signs: Words<EntryOf<'seen'>['sign']>;
  /** Why two things are one call. */
  readonly rules: Words<EntryOf<'joined'>['rule']>;
  readonly notPopped: Words<EntryOf<'not-popped'>['why']>;
  readonly popClosed: Words<EntryOf<'pop-closed'>['why']>;
}

const sources: Words<LedgerLineView['source']> = { sip: 'Softphone', ami: 'AMI', ari: 'ARI', desk: 'Offhook' };

const { signs, rules, notPopped, popClosed }: LedgerWords = {
  signs: {
    invite: 'an INVITE rang the softphone',
    dialled: 'the softphone dialled',
    channel: 'the PBX has a channel for it',
  },
  rules: {
    'call-id': 'same SIP Call-ID',
    'same-caller': 'rung by the same caller',
    linkedid: 'same Linkedid',
    bridge: 'in one bridge with the same caller',
    'only-one-it-can-be': 'the only call it can be',
    'first-it-can-be': 'the first call it can be',
  },
  notPopped: {
    'own-call': 'you made this call',
    'already-talking': 'it was already answered when first seen',
    'already-over': 'it was already over when first seen',
  },
  popClosed: { answered: 'it was answered', over: 'it stopped ringing' },
};

/** The ledger of a call, for an administrator: what was seen, from where, and which rule made what of it. */
export const enLedger = {
  title: 'Why it looks like this',
  count: (lines: number) => (lines === 1 ? '1 decision' : `${lines} decisions`),
  columns: { time: 'Time', source: 'From', what: 'What was decided' },
  loading: 'Asking…',
  none: 'Nothing is known of this call any more.',
  noneHint: 'Offhook keeps why a call popped for two hours after it ended, and for the last hundred calls.',
  refused: (why: string) => `The ledger cannot be shown. ${why}`,
  newer: 'Call above',
  older: 'Call below',
  foot: 'Times by this computer’s clock',
  sources,
  seen: (sign: EntryOf<'seen'>['sign'], phone: string) => `First seen at ${phone}: ${signs[sign]}`,
  joined: (what: EntryOf<'joined'>['what'], rule: EntryOf<'joined'>['rule'], phone: string) =>
    what === 'dialog'
      ? `The softphone’s own dialog is this call: ${rules[rule]}`
      : `A channel of ${phone} is this call: ${rules[rule]}`,
  merged: (rule: EntryOf<'merged'>['rule']) => `Another card turned out to be this call (${rules[rule]}): now one card`,
  parted: 'A dialog that was taken for this call is another one: now two cards',
  visit: (number: number) => `It came to you again: visit ${number}`,
  phase: (phase: string) => `Shown as: ${phase}`,
  party: (from: string, to: string) => `The other side is ${to}; it was ${from}`,
  partyLearnt: (to: string) => `The other side is ${to}`,
  origin: (how: string) => `How it came: ${how}`,
  ended: (reason: string) => `Over: ${reason}`,
  doubted: 'The PBX reported the end while the phone still has the call: not believed, and asked about',
  popped: 'Popped: the first sign of this ringing',
  notPopped: (why: EntryOf<'not-popped'>['why']) => `Did not pop: ${notPopped[why]}`,
  rekeyed: (from: string, to: string) => `The pop now shows ${to} in place of ${from}`,
  popClosed: (why: EntryOf<'pop-closed'>['why']) => `The pop went: ${popClosed[why]}`,
} as const;
