import type { CallPhase } from '../calls/call.ts';
import { callStack } from '../calls/select-calls.ts';
import type { CallsState } from '../calls/state.ts';
import type { PopSight } from '../pop/reduce-pops.ts';

const states = {
  ringing: 'ringing',
  dialling: 'dialling',
  active: 'talking',
  held: 'talking',
  ended: 'over',
} as const satisfies Record<CallPhase, PopSight['state']>;

/** The calls as the pop rules see them. */
export const popSights = (state: CallsState): readonly PopSight[] =>
  callStack(state).map(({ key, visits, phase, party }) => ({
    ...{ call: key, visit: visits.length, state: states[phase], party },
    absorbed: state.records.get(key)?.absorbed ?? [],
  }));
