import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../bench/support/percentile.ts';
import { startPbx } from '../pbx/pbx.ts';
import { liveHeap } from './calls/heap.ts';
import { moreThan, openNow } from './restarts/left-open.ts';
import { type Back, RestartRun } from './restarts/restart-run.ts';

interface Ground {
  readonly minutes: number;
  readonly log: (line: string) => void;
}

const atLeast = 50;
const within = 3_000;
/** Whatever a SIP transaction or a test's patience still waits for is over then (RFC 3261, timers B, F and H: 32 s). */
const settles = 45_000;

/** 50 real restarts under load, and more if there is time: everybody back and exact within 3 s, and nothing left behind. */
export async function soak({ minutes, log }: Ground): Promise<Readonly<Record<string, string | number>>> {
  const until = Date.now() + minutes * 60_000;
  const warnings: string[] = [];
  process.on('warning', ({ name, message }) => void warnings.push(`${name}: ${message}`));
  const pbx = await startPbx();
  const alone = openNow();
  const run = new RestartRun(pbx, { ari: true });
  await run.begin();
  const backs: Back[] = [];
  let settled: Awaited<ReturnType<typeof atRest>> | null = null;
  while (backs.length < atLeast || Date.now() < until) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const back = await run.restart();
    backs.push(back);
    log(
      `${backs.length}: exact after ${Math.round(back.exact)} ms, registered after ${Math.round(back.registered)} ms`,
    );
    if (backs.length % 10 === 0) log(`heap ${liveHeap()} MB`);
    if (Math.max(back.exact, back.registered) > within) for (const line of back.roads) log(`  ${line}`);
    // oxlint-disable-next-line no-await-in-loop -- a pause between two of them
    if (backs.length === 5) settled = await atRest();
  }
  const last = await atRest();
  const more = moreThan(settled?.open ?? last.open, last.open);
  await run.end();
  // Sockets that were told to close have a moment to do so.
  await delay(2_000);
  const left = moreThan(alone, openNow());
  await pbx.stop();
  const late = backs.filter(({ exact }) => exact > within).length;
  const figures = {
    restarts: backs.length,
    'exact after ms (p50, p95, worst)': spread(backs.map(({ exact }) => exact)),
    'registered after ms': spread(backs.map(({ registered }) => registered)),
    late,
    'more open than after five': more.join(', ') || 'nothing',
    'left open': left.join(', ') || 'nothing',
    'heap after five and at the end, MB': `${settled?.heap ?? 0}, ${last.heap}`,
    warnings: warnings.length,
  };
  log(JSON.stringify(figures));
  const behind = [...more, ...left, ...warnings];
  if (behind.length > 0) throw new Error(`left behind: ${behind.join(', ')}`);
  if (late > 0) throw new Error(`${late} of ${backs.length} were not back within ${within} ms`);
  return figures;
}

/** What is open when nothing has happened for a while, and the heap in MB. */
async function atRest() {
  await delay(settles);
  return { open: openNow(), heap: liveHeap() };
}

const spread = (times: readonly number[]): string =>
  [50, 95, 100].map((rank) => Math.round(percentile(times, rank))).join(', ');
