import { collectGarbage } from '../support/collect-garbage.ts';
import { DamageRun } from './ami-bytes/damage-run.ts';

interface Ground {
  readonly minutes: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** However short the time is. */
const leastBytes = 10_000_000;
const perStep = 1_000_000;
const allowedGrowth = 10;

/** Damaged bytes through one decoder: it never throws, never hangs, is in step again at the next block, and does not grow. */
export async function soak({ minutes, seed, log }: Ground): Promise<Readonly<Record<string, string | number>>> {
  const heap = () => {
    collectGarbage();
    return Math.round(process.memoryUsage().heapUsed / 1_048_576);
  };
  const run = new DamageRun(seed);
  const until = Date.now() + minutes * 60_000;
  run.feed(perStep);
  const warm = heap();
  let slowest = 0;
  while (Date.now() < until || run.counts.bytes < leastBytes) {
    const began = performance.now();
    run.feed(perStep);
    slowest = Math.max(slowest, performance.now() - began);
    if (slowest > 10_000) throw new Error(`a million bytes took ${Math.round(slowest)} ms`);
    // oxlint-disable-next-line no-await-in-loop -- lets the process breathe
    await new Promise((resolve) => setImmediate(resolve));
    log(`${run.counts.bytes / 1_000_000} MB, ${run.counts.messages} messages`);
  }
  const end = heap();
  const { bytes, messages, inStep, stretches } = run.counts;
  if (inStep < stretches) throw new Error(`out of step after ${stretches - inStep} of ${stretches} damaged stretches`);
  if (end - warm > allowedGrowth) throw new Error(`the heap grew from ${warm} to ${end} MB`);
  return {
    bytes,
    messages,
    'in step': `${inStep}/${stretches}`,
    'heap MB': `${warm} → ${end}`,
    'ms a MB, at most': slowest,
  };
}
