import type { PasswordName } from '../../../preload/contract/profile.ts';
import { passwordNames, type SecretStore, secretNames } from '../../secrets/secret-store.ts';
import { environmentOverrides } from '../../settings/environment.ts';
import { type Secrets, type Settings, secretsSchema } from '../../settings/schema.ts';

/** The passwords of an account, as far as they can be had. */
export interface Credentials {
  /** null: one that the account needs is not there. */
  readonly secrets: Secrets | null;
  readonly held: readonly PasswordName[];
  /** Given by the environment: they cannot be changed here. */
  readonly given: readonly PasswordName[];
  /** What the account needs and nobody has. */
  readonly missing: readonly PasswordName[];
  /** Whether there is one for the local API. */
  readonly apiToken: boolean;
}

/** Which passwords an account needs. */
export const passwordsOf = ({ ami, ari }: Pick<Settings, 'ami' | 'ari'>): readonly PasswordName[] => [
  'sipPassword',
  ...(ami === null ? [] : (['amiSecret'] as const)),
  ...(ari === null ? [] : (['ariPassword'] as const)),
];

/** The environment's over the store's. */
export async function readCredentials(
  store: SecretStore,
  env: Readonly<Record<string, string | undefined>>,
  settings: Settings | null,
): Promise<Credentials> {
  const kept = await Promise.all(secretNames.map(async (name) => [name, await store.get(name)] as const));
  const fromStore = Object.fromEntries(kept.filter(([, value]) => value !== null));
  const given = environmentOverrides(env).ontoSecrets({});
  const all = secretsSchema.partial().safeParse({ ...fromStore, ...(given as object) });
  const known: { readonly [Name in (typeof secretNames)[number]]?: string | undefined } = all.success ? all.data : {};
  const needed = settings === null ? [] : passwordsOf(settings);
  const missing = needed.filter((name) => known[name] === undefined);
  const complete = secretsSchema.safeParse(known);
  return {
    secrets: missing.length === 0 && complete.success ? complete.data : null,
    held: passwordNames.filter((name) => known[name] !== undefined),
    given: passwordNames.filter((name) => Object.hasOwn(given as object, name)),
    missing,
    apiToken: known.apiToken !== undefined,
  };
}
