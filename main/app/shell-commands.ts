import type { Outcome } from '../../preload/contract/requests.ts';
import type { Clock } from '../base/clock.ts';
import type { DeskModel } from './desk-model.ts';
import type { Offhook } from './offhook.ts';
import { confirmed, refused } from './refusals.ts';

/** What the host tells the desk of the system around it. */
export function shellOf(model: DeskModel, clock: Clock): Pick<Offhook, 'setGlobalKeys' | 'askToDial' | 'askToSetUp'> {
  return {
    setGlobalKeys: (globalKeys) => model.setShell({ globalKeys: [...globalKeys] }),
    // A desk has its account.
    askToSetUp: () => false,
    // Told apart from the one before it, and from those of a main before this one.
    askToDial: (asked) =>
      model.setShell({ dialAsked: { ...asked, id: Math.max(clock.now(), (model.shell.dialAsked?.id ?? 0) + 1) } }),
  };
}

/** A page shows what was asked for: it is not shown again. */
export function takeDial(model: DeskModel, id: number): Outcome {
  if (model.shell.dialAsked?.id !== id) return refused('not-now');
  model.setShell({ dialAsked: null });
  return confirmed;
}
