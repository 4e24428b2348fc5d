import { setTimeout as delay } from 'node:timers/promises';
import { mine } from './channels.ts';
import { type Expected, expectedOf } from './expected.ts';
import { endures, type Fault, type FaultName, faults } from './faults.ts';
import { type Phase, type PhaseName, phases } from './phases.ts';
import { type QueueSays, queueSays } from './queue-says.ts';
import { type Origin, Stage, type StageParts } from './stage.ts';

export interface Cell {
  readonly fault: FaultName;
  readonly phase: PhaseName;
  /** Left out: `direct`. */
  readonly origin?: Origin;
}

export const nameOf = ({ fault, phase, origin = 'direct' }: Cell): string =>
  origin === 'direct' ? `${fault}, ${phase}` : `${fault}, ${phase}, in a ${origin} call`;

/** What came of one cell, measured. */
export interface CellOutcome extends Cell {
  readonly customer: 'kept' | 'voicemail' | 'lost';
  /** Longest time for which the customer did not hear what they were to hear, ms; null: nothing was to be heard yet. */
  readonly gap: number | null;
  /** What the desk said meanwhile. */
  readonly told: readonly string[];
  /** From the end of the fault until cards, ring light and PBX agreed, ms. */
  readonly took: number;
  /** What stood in the way last; null: nothing did. */
  readonly differed: string | null;
  /** Of a call by a queue: what that says once all is right again, and when the call is over. */
  readonly queue?: { readonly meanwhile: QueueSays; readonly afterwards: QueueSays };
  /** It was not as expected at the first try. */
  readonly isSecond?: boolean;
}

/** Longer than any expectation: what has not come by then is reported as it stands. */
const hopeless = 40_000;

/**
 * Plays one fault in one phase; throws where it does not end as it is written down. `patient`: how long it takes is not
 * judged, since the machine may be busy with other tests.
 */
export async function runCell(parts: StageParts, cell: Cell, { patient = false } = {}): Promise<CellOutcome> {
  const stage = await Stage.open(parts, cell.origin);
  try {
    const outcome = await play(stage, cell);
    const { within } = expectedOf(cell);
    if (patient || outcome.took <= within * 1_000) return outcome;
    throw new Error(`it took ${outcome.took} ms instead of ${within} s; until then: ${outcome.differed}`);
  } catch (error) {
    const sight = JSON.stringify(await stage.eye.look());
    const why = error instanceof Error ? error.message : String(error);
    const log = stage.log.split('\n').slice(-60).join('\n');
    throw new Error(`${nameOf(cell)}: ${why}\n${sight}\n${log}`, { cause: error });
  } finally {
    await stage.close();
  }
}

async function play(stage: Stage, cell: Cell): Promise<CellOutcome> {
  const fault: Fault = faults[cell.fault];
  const phase: Phase = phases[cell.phase];
  const wanted = expectedOf(cell).customer;
  await phase.begin(stage);
  stage.eye.told();
  stage.ear.want(phase.hears ?? ['voice', 'sound', 'nothing']);
  const struck = fault.strike(stage);
  await phase.meanwhile?.(stage);
  await struck;
  await endures(fault);
  await fault.lift?.(stage);
  const since = performance.now();
  const agreement = await agreed(stage, differsFrom(wanted, phase));
  const customer = wanted === 'either' ? await whichOf(stage, phase) : wanted;
  const took = Math.round(agreement.at - since);
  const gap = phase.hears === null || customer !== 'kept' ? null : Math.round(stage.ear.longestGap);
  const meanwhile = cell.origin === 'queue' ? await queueSays(stage.pbx) : null;
  if (customer === 'kept') await phase.proceed(stage);
  const told = stage.eye.told();
  const queue = meanwhile === null ? {} : { queue: { meanwhile, afterwards: await queueAfter(stage) } };
  return { ...cell, customer, gap, told, took, differed: agreement.differed, ...queue };
}

/** What the queue says when the customer has hung up, who came by it. */
async function queueAfter(stage: Stage): Promise<QueueSays> {
  if (!(await stage.isCustomerGone())) await stage.caller.hangUp();
  await stage.pbx.truth.noChannelsWithin(20_000);
  // Its counts are behind the hangup by a moment, and the device's state by another.
  await delay(1_000);
  return queueSays(stage.pbx);
}

function differsFrom(wanted: Expected['customer'], phase: Phase): Phase['differs'] {
  if (wanted === 'kept') return phase.differs;
  if (wanted !== 'either') return isOver(wanted);
  return async (stage) => ((await isOver('voicemail')(stage)) === null ? null : phase.differs(stage));
}

const whichOf = async (stage: Stage, phase: Phase): Promise<'kept' | 'voicemail'> =>
  (await phase.differs(stage)) === null ? 'kept' : 'voicemail';

/** As long as this it must stay so. */
const steady = 400;

interface Agreement {
  /** When cards, strip and PBX began to say the same, and went on doing so; on the clock of `performance.now`. */
  readonly at: number;
  readonly differed: string | null;
}

async function agreed(stage: Stage, differs: Phase['differs']): Promise<Agreement> {
  let differed: string | null = null;
  const until = performance.now() + hopeless;
  let since: number | null = null;
  for (;;) {
    const now = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- looks again until it is so
    const difference = await looked(stage, differs);
    differed = difference ?? differed;
    if (difference !== null) since = null;
    else if (since === null) since = now;
    else if (now - since >= steady) return { at: since, differed };
    if (now > until) throw new Error(difference ?? 'it does not stay so');
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(50);
  }
}

const looked = async (stage: Stage, differs: Phase['differs']): Promise<string | null> => {
  if (!stage.road.carriesPhone) return 'the phone has no connection';
  try {
    return await differs(stage);
  } catch (error) {
    // The PBX is just not there to be asked.
    return error instanceof Error ? error.message : String(error);
  }
};

/** No card claims a call, no channel of mine is left, and the customer is where it is said. */
const isOver =
  (customer: 'voicemail' | 'lost'): Phase['differs'] =>
  async (stage) => {
    const sight = await stage.eye.look();
    if (sight === null) return 'there is no page';
    if (sight.isLast) return 'the page has no main';
    const living = sight.cards.filter(({ phase }) => phase !== 'ended');
    if (living.length > 0) return `a card claims a call: ${living.map(({ words }) => words).join(' | ')}`;
    const channels = await stage.pbx.truth.channels();
    if (mine(channels).length > 0) return 'a channel of mine is left';
    const theirs = channels.find(({ Uniqueid }) => Uniqueid === stage.caller.uniqueid);
    if (customer === 'lost' && theirs !== undefined) return 'the customer is still there';
    const ended = sight.cards.filter(({ phase }) => phase === 'ended');
    const told = ended.filter(({ words }) => /They hung up|They gave up/.test(words));
    if (customer === 'lost' && told.length > 0) return `a card says that they went: ${told[0]?.words}`;
    if (customer === 'voicemail' && theirs?.['Application'] !== 'VoiceMail') {
      return `the customer is in ${theirs?.['Application'] ?? 'nothing'}`;
    }
    return sight.rings ? null : `the strip says: ${sight.strip}`;
  };
