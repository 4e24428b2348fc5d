import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** Collects all garbage of this process now: for measuring what is left, and that nobody pays for what others left. */
export const collectGarbage = runInNewContext('gc') as () => void;
