import { expect, it } from 'vitest';
import { startPbx } from '../../pbx/pbx.ts';
import { workFloor } from '../../soak/calls/work-floor.ts';
import { Floor } from './floor.ts';

/** A slice of `npm run soak -- calls`. */
it.each([22, 16] as const)(
  'calls of every kind at three desks on Asterisk %i show just what there was',
  async (version) => {
    const pbx = await startPbx({ version });
    const floor = await Floor.open(pbx);
    try {
      const customers = await workFloor({ floor, seed: 4711, goesOn: (so) => so < 14 });
      expect(customers).toBeGreaterThanOrEqual(14);
    } finally {
      await floor.close();
      await pbx.stop();
    }
  },
  60_000,
);
