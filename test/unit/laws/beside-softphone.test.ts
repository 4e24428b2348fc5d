import { assert } from 'fast-check';
import { expect, test } from 'vitest';
import { noCardIsLost } from '../../generated/beside-softphone.ts';

const numRuns = Number(process.env['LAWS'] ?? 60);
/** Others come up in `npm run soak -- laws`. */
const seed = 20_260;

test('a card that talks never goes without an end, however late the manager is and whatever of it is lost', {
  timeout: 60_000 + numRuns * 200,
}, () => {
  expect(() => assert(noCardIsLost, { numRuns, seed })).not.toThrow();
});
