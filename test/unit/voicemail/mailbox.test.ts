import { describe, expect, test } from 'vitest';
import {
  countsSettle,
  type MailboxFact,
  mailboxDoubt,
  reduceMailbox,
  unknownMailbox,
} from '../../../main/voicemail/mailbox.ts';

const phone = (at: number, fresh: number, old = 0): MailboxFact => ({
  ...{ kind: 'mailbox', source: 'sip', at, new: fresh, old },
});
const manager = (at: number, fresh: number, old = 0): MailboxFact => ({
  ...{ kind: 'mailbox', source: 'ami', at, new: fresh, old, urgent: 0 },
});
const after = (...facts: readonly MailboxFact[]) => facts.reduce(reduceMailbox, unknownMailbox);

describe('phone and manager that count a mailbox differently', () => {
  test('are no doubt while one change is on its way', () => {
    const state = after(phone(0, 1), manager(0, 1), phone(1000, 2));
    expect(mailboxDoubt(state, 1000 + countsSettle - 1, [])).toBeNull();
    expect(mailboxDoubt(after(phone(0, 1), phone(1000, 2), manager(1100, 2)), 99_000, [])).toBeNull();
  });

  test('are told with both counts when they go on, since when they first did', () => {
    const state = after(phone(0, 1), manager(0, 4, 2), phone(3000, 2));
    expect(mailboxDoubt(state, countsSettle, [{ new: 4, old: 2 }])).toEqual({
      phone: { new: 2, old: 0 },
      manager: { new: 4, old: 2 },
      why: 'another-box',
    });
  });

  test('have their reason where the phone counts all of my mailboxes together', () => {
    const state = after(phone(0, 5, 1), manager(0, 3, 1));
    const all = [
      { new: 3, old: 1 },
      { new: 2, old: 0 },
    ];
    expect(mailboxDoubt(state, countsSettle, all)?.why).toBe('several-boxes');
  });

  test('are no doubt once they agree, or one of them is silent', () => {
    expect(mailboxDoubt(after(phone(0, 1), manager(0, 2), manager(9000, 1)), 99_000, [])).toBeNull();
    const silent = after(phone(0, 1), manager(0, 2), { kind: 'mailbox-lost', source: 'sip', at: 1 });
    expect(mailboxDoubt(silent, 99_000, [])).toBeNull();
  });
});
