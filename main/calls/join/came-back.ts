import type { DialogFact } from '../../facts/dialog-facts.ts';

/** Whether a call is in another dialog than it began in, or on its way there. */
export const cameBack = ({ rescue = null, carriers }: DialogFact): boolean => rescue !== null || carriers !== undefined;
