import { collectGarbage } from '../../support/collect-garbage.ts';

/** Live JavaScript of this process, garbage collected, MB. */
export function liveHeap(): number {
  collectGarbage();
  return Math.round((process.memoryUsage().heapUsed / 1_048_576) * 10) / 10;
}
