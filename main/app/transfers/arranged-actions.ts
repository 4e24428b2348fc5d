import type { CallAction } from '../../../preload/contract/views.ts';
import type { Call } from '../../calls/call.ts';
import { type Means, permittedActions } from '../../calls/permitted.ts';
import type { PairOfCalls } from './arrangements.ts';

/** What surrounds a call, beyond the call itself. */
export interface Surroundings {
  readonly pair: PairOfCalls | null;
  /** The call with the other one of the pair. */
  readonly other: Call | null;
  /** The slot where this call still waits, parked from here. */
  readonly parkedAt: string | null;
  /** The PBX would tell us the slot. */
  readonly canPark: boolean;
  /** The PBX and the settings let three be joined. */
  readonly canJoin: boolean;
  /** AMI may move calls where our own SIP cannot. */
  readonly byAmi: boolean;
  /** The queue it came from has an extension we know. */
  readonly queueKnown: boolean;
  /** Another phone of mine can be rung. */
  readonly hasOtherPhone: boolean;
  /** AMI may put a note on the caller's channel. */
  readonly canNote: boolean;
  readonly recording: MayRecord;
}

/** What this desk may do with a recording. */
export interface MayRecord {
  readonly start: boolean;
  readonly pause: boolean;
  readonly stop: boolean;
}

/** What can be done with a call at this moment, pairs and parking included. */
export function arrangedActions(call: Call, means: Means, around: Surroundings): readonly CallAction[] {
  const isThere = call.phase === 'active' || call.phase === 'held' || around.parkedAt !== null;
  const actions = [...moving(call, means, around), ...recording(call, around.recording)];
  // What is said after a call stays at this desk, and needs nothing of the PBX.
  return (around.canNote && isThere) || call.phase === 'ended' ? [...actions, 'note'] : actions;
}

/** While somebody is on the line. */
function recording(call: Call, may: MayRecord): readonly CallAction[] {
  if (!isUp(call)) return [];
  if (call.recording === 'off' || call.recording === 'lost') return may.start ? ['record'] : [];
  const pause = call.recording === 'on' ? ('pauseRecording' as const) : ('resumeRecording' as const);
  return [...(may.pause ? [pause] : []), ...(may.stop ? (['stopRecording'] as const) : [])];
}

function moving(call: Call, means: Means, around: Surroundings): readonly CallAction[] {
  const plain = permittedActions(call, means);
  const talks = means.online && means.audio;
  if (call.phase === 'ended') return around.parkedAt !== null && talks ? ['takeBack', ...plain] : plain;
  const { pair } = around;
  if (pair?.kind === 'transfer') return inTransfer(pair);
  if (pair?.kind === 'consult') return pair.completing ? ['hangUp'] : [...inConsult(call, around, means), ...plain];
  if (call.phase !== 'active' && call.phase !== 'held') return plain;
  if (call.conference !== null) return [...(talks && around.canJoin ? (['invite'] as const) : []), ...plain];
  return [
    ...(talks || (around.byAmi && !means.online) ? (['transfer'] as const) : []),
    ...((means.online || around.byAmi) && around.canPark ? (['park'] as const) : []),
    ...(talks && around.queueKnown ? (['backToQueue'] as const) : []),
    ...(around.hasOtherPhone && (talks || (around.byAmi && !means.online)) ? (['moveToPhone'] as const) : []),
    ...plain,
  ];
}

/** The customer hears music and our own leg rings the target: nothing to talk to. */
const inTransfer = ({ role, completing }: PairOfCalls): readonly CallAction[] => [
  ...(completing ? [] : (['takeBack'] as const)),
  ...(role === 'customer' ? (['hangUp'] as const) : []),
];

function inConsult(call: Call, { pair, other, canJoin }: Surroundings, means: Means): readonly CallAction[] {
  const bothUp = isUp(call) && other !== null && isUp(other);
  if (!means.online) return ['cancelConsult'];
  const isMixed = pair?.mixed === true;
  // Nobody hands a whole conference over.
  const completes = call.conference === null && (other?.conference ?? null) === null;
  return [
    ...(completes ? (['complete'] as const) : []),
    ...(bothUp && means.audio && !isMixed ? (['swap', canJoin ? 'conference' : 'mix'] as const) : []),
    'cancelConsult',
  ];
}

const isUp = (call: Call): boolean => call.phase === 'active' || call.phase === 'held';
