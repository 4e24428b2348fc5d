import type { Bridge, Unsubscribe } from '../../preload/contract/bridge.ts';
import type { ProfileView } from '../../preload/contract/profile.ts';

/** The last profile main told; made for `useSyncExternalStore`. */
export class ProfileStore {
  #profile: ProfileView | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: Unsubscribe;

  constructor(bridge: Pick<Bridge, 'onProfile'>) {
    this.#unsubscribe = bridge.onProfile((profile) => {
      this.#profile = profile;
      for (const listener of this.#listeners) listener();
    });
  }

  readonly get = (): ProfileView | null => this.#profile;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispose(): void {
    this.#unsubscribe();
  }
}
