import { describe, expect, it } from 'vitest';
import { DamageRun } from '../../soak/ami-bytes/damage-run.ts';

describe('damaged bytes', () => {
  it.each([1, 2, 3])('are survived, and the next block is understood (seed %i)', (seed) => {
    const run = new DamageRun(seed);
    run.feed(150_000);
    const { inStep, stretches, messages } = run.counts;
    expect(stretches).toBeGreaterThan(30);
    expect(messages).toBeGreaterThan(stretches);
    expect(inStep).toBe(stretches);
  });
});
