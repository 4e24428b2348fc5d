import { check, type IProperty } from 'fast-check';
import { checks, describeDivergence, type Law } from '../../main/replay/laws.ts';
import { grounds } from '../captures/laws.ts';
import { noCardIsLost } from '../generated/beside-softphone.ts';
import { allRoads } from '../generated/history.ts';
import { booksAgree, lawHolds } from '../generated/laws.ts';

export interface SoakGround {
  readonly minutes: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface SoakFigures {
  readonly bench: string;
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly unit: string;
  readonly n: number;
}

/** Made-up histories a round. */
const historiesEach = 2;

/** Both laws, the PBX's own books and the desk with a softphone on made-up histories; answers how many failed. */
function madeUp(seed: number, log: SoakGround['log']): number {
  const tryOn = <Ts>(each: IProperty<Ts>): boolean => {
    const found = check(each, { numRuns: historiesEach, seed });
    if (found.failed)
      log(`made up, seed ${seed}: ${JSON.stringify(found.counterexample)} ${String(found.errorInstance)}`);
    return found.failed;
  };
  const failed = allRoads.flatMap((roads) =>
    [booksAgree(roads), lawHolds('interleaving', roads), lawHolds('chaos', roads)].map(tryOn),
  );
  return [...failed, tryOn(noCardIsLost)].filter(Boolean).length;
}

/** At least this often on each recording as each phone saw it, however short the time. */
const runsEach = 1_000;

/** Both laws of the call model on every recording, for as long as asked; fails at the end if any run diverged. */
export function soak({ minutes, seed, log }: SoakGround): SoakFigures {
  const until = performance.now() + minutes * 60_000;
  const all = grounds();
  const costs: number[] = [];
  let [runs, diverged] = [0, 0];
  for (let round = 0; round < runsEach || performance.now() < until; round += 1) {
    for (const law of ['interleaving', 'chaos'] as const satisfies readonly Law[]) {
      for (const [at, ground] of all.entries()) {
        const began = performance.now();
        const divergences = checks[law](ground, seed + round * 1_009 + at * 100_003);
        costs.push(performance.now() - began);
        runs += 1;
        diverged += divergences.length;
        for (const divergence of divergences.slice(0, diverged < 50 ? undefined : 0))
          log(describeDivergence(divergence));
      }
    }
    diverged += madeUp(seed + round, log);
    if (round % 50 === 49)
      log(`${round + 1} runs of each law on each of ${all.length} recordings, ${diverged} diverged`);
  }
  if (diverged > 0) throw new Error(`${diverged} of ${runs} runs diverged`);
  const sorted = costs.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { bench: 'laws', name: 'a run of a law', p50: at(0.5), p95: at(0.95), unit: 'ms', n: runs };
}
