import type { Desk } from '../../e2e/support/desk-page.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { incidents } from './incidents.ts';
import { type Memory, measureMemory } from './memory.ts';

export interface ShiftOptions {
  readonly desk: Desk;
  readonly pbx: Pbx;
  readonly seed: number;
  /** Another incident? Asked before each one. */
  readonly goesOn: (done: number) => boolean;
  readonly log: (line: string) => void;
}

export interface ShiftOutcome {
  readonly incidents: number;
  /** After the warm-up, and at the end. */
  readonly warm: Memory;
  readonly end: Memory;
}

/** Caches, JIT and the list of today (200 rows) fill up first; only what grows after that is a leak. */
const warmUp = 40;

/**
 * Works calls of every kind at one desk, by keyboard, in a seeded order. After each, the PBX must be left without a
 * channel and the desk without a living call; whatever is otherwise is thrown with the seed and the step.
 */
export async function workShift({ desk, pbx, seed, goesOn, log }: ShiftOptions): Promise<ShiftOutcome> {
  const random = seededRandom(seed);
  const kinds = Object.entries(incidents);
  let warm = await measureMemory(desk.page, desk.host.pid);
  let done = 0;
  for (; goesOn(done); done++) {
    const [kind, incident] = kinds[Math.floor(random() * kinds.length)] ?? ['none', () => Promise.resolve()];
    const caller = {
      name: `Caller ${seed}-${done}`,
      number: `+1212555${String(1000 + (done % 9000)).padStart(4, '0')}`,
    };
    try {
      // oxlint-disable-next-line no-await-in-loop -- one agent, one thing after another
      await incident(desk, pbx, caller);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await pbx.truth.noChannelsWithin(5000);
    } catch (error) {
      const picture = `test-results/shift-${seed}-${done}.png`;
      // oxlint-disable-next-line no-await-in-loop -- the last thing done
      await desk.page.screenshot({ path: picture });
      throw new Error(`incident ${done} (${kind}) of seed ${seed} went wrong; see ${picture}\n${desk.host.log()}`, {
        cause: error,
      });
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (done === warmUp) warm = await measureMemory(desk.page, desk.host.pid);
    if (done % 25 === 24) log(`${done + 1} incidents, last: ${kind}`);
  }
  return { incidents: done, warm, end: await measureMemory(desk.page, desk.host.pid) };
}
