import { failed, type Result, success } from '../base/result.ts';
import { covers, type Document, isDocument, merged, pathsOf, valueAt } from './document.ts';
import { environmentOverrides } from './environment.ts';
import type { Policy } from './policy.ts';
import { problemsOf, type SettingsProblem } from './problem.ts';
import { type Settings, settingsSchema } from './schema.ts';

/** Where a value comes from, if not from the schema's defaults. */
export type SettingOrigin = 'policy' | 'own' | 'environment' | 'locked';

/** What is said about the settings, from the weakest to the strongest: defaults, file, environment, locks. */
export interface Layers {
  readonly policy: Policy;
  readonly own: Document;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly policyFile: string;
}

export interface Composed {
  readonly settings: Settings;
  /** The same as it would be written in a file, every default included. */
  readonly document: Document;
}

/** One document out of all that is said; fails with everything that is wrong with it, each by where it was given. */
export function compose(layers: Layers): Result<Composed, readonly SettingsProblem[]> {
  const said = documentOf(layers);
  // Once a start: parsers that zod would compile for it cost more than all they save (10 of 20 ms).
  const parsed = settingsSchema.safeParse(said, { jitless: true });
  if (!parsed.success) return failed(problemsOf(parsed.error, (key) => placeOf(layers, key)));
  // What the schema makes of AMI's road is not how it is written.
  return success({ settings: parsed.data, document: { ...parsed.data, ami: valueAt(said, 'ami') ?? null } });
}

function documentOf({ policy, own, env }: Layers): unknown {
  return merged(environmentOverrides(env).ontoSettings(merged(policy.defaults, own)), policy.locks);
}

/** Whether anything at all is said about an account; without one there is a first run. */
export function hasAccount(layers: Layers): boolean {
  const said = documentOf(layers);
  return valueAt(said, 'sip.url') !== undefined || valueAt(said, 'sip.username') !== undefined;
}

/** Where each value comes from, by path; a default is not named. */
export function originsOf({ policy, own, env }: Layers): Readonly<Record<string, SettingOrigin>> {
  const { ontoSettings } = environmentOverrides(env);
  const layers: readonly (readonly [unknown, SettingOrigin])[] = [
    [policy.defaults, 'policy'],
    [own, 'own'],
    [ontoSettings({}), 'environment'],
    [policy.locks, 'locked'],
  ];
  return Object.fromEntries(
    layers.flatMap(([document, origin]) =>
      isDocument(document) && Object.keys(document).length > 0
        ? pathsOf(document).map((path) => [path, origin] as const)
        : [],
    ),
  );
}

/** What keeps a person from changing `path`; null: nothing does. */
export function heldBy(layers: Layers, path: string): 'environment' | 'locked' | null {
  const over = Object.entries(originsOf(layers)).filter(([other]) => covers(path, other));
  if (over.some(([, origin]) => origin === 'locked')) return 'locked';
  return over.some(([, origin]) => origin === 'environment') ? 'environment' : null;
}

function placeOf({ policy, env, policyFile }: Layers, key: string): string {
  const variable = environmentOverrides(env).nameOf(key);
  if (valueAt(policy.locks, key) !== undefined) return policyFile;
  return variable ?? 'settings.json';
}
