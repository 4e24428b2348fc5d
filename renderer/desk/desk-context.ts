import { createContext, useContext, useSyncExternalStore } from 'react';
import { onSpeak, spoken } from '../i18n/texts.ts';
import type { DeskControl } from './desk-control.ts';
import type { DeskState } from './desk-state.ts';
import type { WallClock } from './wall-clock.ts';

export interface DeskTools {
  readonly desk: DeskControl;
  readonly clock: WallClock;
}

const DeskContext = createContext<DeskTools | null>(null);
export const DeskProvider = DeskContext.Provider;

function useTools(): DeskTools {
  const tools = useContext(DeskContext);
  if (tools === null) throw new Error('used outside the desk');
  return tools;
}

export const useDesk = (): DeskControl => useTools().desk;

export function useDeskState(): DeskState {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The same for whoever draws nothing of the open picker: not drawn again at each key that is typed there. */
export function useStillState(): DeskState {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, store.getStill);
}

/**
 * The same for what stands around the calls, and only that: a ringing call is in it once its card has been painted. Whoever
 * draws by it may be memoised, since it tells of another language too.
 */
export function useAroundState(): DeskState {
  const { store } = useDesk();
  useSyncExternalStore(onSpeak, spoken);
  return useSyncExternalStore(store.subscribe, store.getAround);
}

/** The time of the last tick, and a new render at the next one. */
export function useNow(): number {
  const { clock } = useTools();
  return useSyncExternalStore(clock.subscribe, clock.tick);
}
