import type { Call, CallPhase } from '../calls/call.ts';
import type { PopSight } from '../pop/reduce-pops.ts';

const states = {
  ringing: 'ringing',
  dialling: 'dialling',
  active: 'talking',
  held: 'talking',
  ended: 'over',
} as const satisfies Record<CallPhase, PopSight['state']>;

/** The calls as the pop rules see them. */
export const popSights = (calls: readonly Call[]): readonly PopSight[] =>
  calls.map(({ key, visits, phase, party }) => ({ call: key, visit: visits.length, state: states[phase], party }));
