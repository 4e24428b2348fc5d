import { failed, success } from '../base/result.ts';
import type { PrivateFile } from './private-file.ts';
import type { SecretStore } from './secret-store.ts';

/** secrets.json, readable by its owner alone and not encrypted: the last resort, and said to be. */
export function fileSecrets(file: PrivateFile): SecretStore {
  return {
    place: 'file',
    get: (name) => {
      const entries = file.read();
      return Promise.resolve(entries.ok ? (entries.value[name] ?? null) : null);
    },
    set: (name, value) => {
      const entries = file.read();
      if (!entries.ok) return Promise.resolve(failed(`secrets.json is ${entries.failure}`));
      const { [name]: _before, ...others } = entries.value;
      const written = file.write(value === null ? others : { ...others, [name]: value });
      return Promise.resolve(written.ok ? success() : written);
    },
  };
}
