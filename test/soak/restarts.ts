import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../bench/support/percentile.ts';
import { startPbx } from '../pbx/pbx.ts';
import { moreThan, openNow } from './restarts/left-open.ts';
import { type Back, RestartRun } from './restarts/restart-run.ts';

interface Ground {
  readonly minutes: number;
  readonly log: (line: string) => void;
}

const atLeast = 50;
const within = 3_000;

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
  let [settled, heap] = [openNow(), process.memoryUsage().heapUsed];
  while (backs.length < atLeast || Date.now() < until) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const back = await run.restart();
    backs.push(back);
    log(
      `${backs.length}: exact after ${Math.round(back.exact)} ms, registered after ${Math.round(back.registered)} ms`,
    );
    if (backs.length === 5) [settled, heap] = [openNow(), process.memoryUsage().heapUsed];
  }
  const more = moreThan(settled, openNow());
  const grown = Math.round((process.memoryUsage().heapUsed - heap) / 1_048_576);
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
    'heap grown, MB': grown,
    warnings: warnings.length,
  };
  log(JSON.stringify(figures));
  if (left.length > 0 || warnings.length > 0) throw new Error(`left behind: ${[...left, ...warnings].join(', ')}`);
  if (late > 0) throw new Error(`${late} of ${backs.length} were not back within ${within} ms`);
  return figures;
}

const spread = (times: readonly number[]): string =>
  [50, 95, 100].map((rank) => Math.round(percentile(times, rank))).join(', ');
