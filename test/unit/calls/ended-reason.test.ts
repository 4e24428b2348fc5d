import { expect, test } from 'vitest';
import { endedReason } from '../../../main/calls/ended-reason.ts';
import type { DialogEnd } from '../../../main/facts/dialog-facts.ts';

const rejected = (status: number, cause: number | null = null): DialogEnd => ({
  by: 'them',
  how: 'rejected',
  status,
  cause,
});

test.each([
  [486, 17, 'busy'],
  [486, null, 'busy'],
  [404, 1, 'no-such-number'],
  [480, 19, 'no-answer'],
  [480, 20, 'unreachable'],
  [503, null, 'unreachable'],
  [503, 3, 'unreachable'],
  [404, 3, 'unreachable'],
  [404, null, 'no-such-number'],
  [403, 21, 'rejected'],
  [403, null, 'not-allowed'],
  [603, null, 'rejected'],
  [500, null, 'pbx-error'],
  [480, 16, 'no-answer'],
] as const)('a final %i with cause %s is told as %s', (status, cause, words) => {
  expect(endedReason(rejected(status, cause))).toBe(words);
});

test.each([
  [{ by: 'us', how: 'bye' }, 'you-hung-up'],
  [{ by: 'them', how: 'bye' }, 'they-hung-up'],
  [{ by: 'us', how: 'cancelled' }, 'you-cancelled'],
  [{ by: 'them', how: 'cancelled' }, 'they-gave-up'],
  [{ by: 'us', how: 'declined' }, 'you-declined'],
  [{ by: 'them', how: 'answered-elsewhere' }, 'answered-elsewhere'],
  [{ by: 'them', how: 'lost' }, 'connection-lost'],
  [{ by: 'us', how: 'media-failed' }, 'audio-failed'],
] as const)('an end %j is told as %s', (end, words) => {
  expect(endedReason({ ...end, status: null, cause: null })).toBe(words);
});
