import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Bridge } from '../../preload/contract/bridge.ts';
import type { ProfileView } from '../../preload/contract/profile.ts';
import type { ProfileStore } from './profile-store.ts';

export interface ProfileTools {
  readonly bridge: Bridge;
  readonly profiles: ProfileStore;
}

const ProfileContext = createContext<ProfileTools | null>(null);
export const ProfileProvider = ProfileContext.Provider;

function useTools(): ProfileTools {
  const tools = useContext(ProfileContext);
  if (tools === null) throw new Error('used outside the page');
  return tools;
}

export const useRequests = (): Bridge['request'] => useTools().bridge.request;

/** null: main has not told yet. */
export function useProfile(): ProfileView | null {
  const { profiles } = useTools();
  return useSyncExternalStore(profiles.subscribe, profiles.get);
}

/** Runs `ask` now, and again whenever another desk answers: what the one before said is no news of it. */
export function useEachDesk(ask: () => Promise<void>): void {
  const { bridge } = useTools();
  useEffect(() => {
    void ask();
    return bridge.onConnection((state) => {
      if (state === 'connected') void ask();
    });
  }, [bridge, ask]);
}
