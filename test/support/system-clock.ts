import { nodeClock } from '../../main/hosts/system-clock.ts';

/** Real time, for tests that talk to real programs; what waits for it keeps the process alive. */
export const systemClock = nodeClock(() => undefined);
