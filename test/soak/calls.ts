import { Floor } from '../integration/calls/floor.ts';
import type { AsteriskVersion } from '../pbx/install/lock-file.ts';
import { startPbx } from '../pbx/pbx.ts';
import { liveHeap } from './calls/heap.ts';
import { workFloor } from './calls/work-floor.ts';

interface Ground {
  readonly minutes: number;
  readonly seed: number;
  readonly asterisk: AsteriskVersion;
  readonly log: (line: string) => void;
}

/** At least so many, however short the time. */
const customersAtLeast = 5_000;
/** Shelf, today, ledgers and pops are full by then: what grows after that is a leak. */
const warmAfter = 1_500;
/** MB three desks may grow by after that. */
const growthAllowed = 6;

/** Calls of every kind at three desks on one Asterisk; fails at the first thing that was shown and was not so. */
export async function soak({
  minutes,
  seed,
  asterisk,
  log,
}: Ground): Promise<Readonly<Record<string, string | number>>> {
  const began = performance.now();
  const until = began + minutes * 60_000;
  const pbx = await startPbx({ version: asterisk });
  const floor = await Floor.open(pbx);
  const heaps: { readonly customers: number; readonly heap: number }[] = [];
  try {
    const customers = await workFloor({
      floor,
      seed,
      goesOn: (so) => so < customersAtLeast || performance.now() < until,
      onRound: (so) => {
        if (so < (heaps.length + 1) * 250) return;
        heaps.push({ customers: so, heap: liveHeap() });
        const seconds = Math.round((performance.now() - began) / 1000);
        log(`${so} calls in ${seconds} s, live heap ${heaps.at(-1)?.heap} MB`);
      },
    });
    const warm = heaps.find((each) => each.customers >= warmAfter)?.heap ?? Number.NaN;
    const end = liveHeap();
    if (!(end - warm <= growthAllowed)) throw new Error(`the live heap grew from ${warm} to ${end} MB`);
    const rate = customers / ((performance.now() - began) / 1000);
    return {
      asterisk: pbx.version,
      calls: customers,
      'calls a second': Math.round(rate * 10) / 10,
      'missed, doubled, ghosts, wrong names': 0,
      'live heap MB': `${warm} → ${end}`,
    };
  } finally {
    await floor.close();
    await pbx.stop();
  }
}
