import { success } from '../base/result.ts';
import type { SecretName, SecretStore } from './secret-store.ts';

/** Keeps secrets for as long as the program runs. */
export function memorySecrets(): SecretStore {
  const kept = new Map<SecretName, string>();
  return {
    place: 'memory',
    get: (name) => Promise.resolve(kept.get(name) ?? null),
    set: (name, value) => {
      if (value === null) kept.delete(name);
      else kept.set(name, value);
      return Promise.resolve(success());
    },
  };
}
