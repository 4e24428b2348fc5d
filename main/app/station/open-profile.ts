import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Logger } from '../../base/log.ts';
import { failed, type Result, success } from '../../base/result.ts';
import { type OpenedSecrets, openSecrets } from '../../secrets/open-secrets.ts';
import type { Sealer } from '../../secrets/sealed-store.ts';
import { valueAt } from '../../settings/document.ts';
import { policyFile } from '../../settings/policy.ts';
import type { SettingsProblem } from '../../settings/problem.ts';
import { type SettingsFile, SettingsStore } from '../../settings/settings-store.ts';

export interface OpenProfileOptions {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly openFile: (folder: string) => SettingsFile;
  readonly sealer: Sealer | null;
  readonly now: () => number;
  readonly log: Logger;
}

/** Everything one person's Offhook is set up by. */
export interface Profile {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly settings: SettingsStore;
  readonly secrets: OpenedSecrets;
}

/** Opens the settings and then the secrets, which are kept as the settings say. Fails with every problem found. */
export async function openProfile(options: OpenProfileOptions): Promise<Result<Profile, readonly SettingsProblem[]>> {
  const { folder, env, openFile, sealer, log } = options;
  const now = () => new Date(options.now());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const place = findPolicy(env);
  const settings = await SettingsStore.open({ folder, env, policyFile: place, openFile, now });
  if (!settings.ok) return settings;
  const asks = valueAt(settings.value.document, 'privacy.passwords') === 'ask';
  // A practice PBX's passwords are nobody's secret, and its profile is gone afterwards.
  const keep = env['OFFHOOK_DEMO'] === '1' ? 'file' : asks ? 'ask' : 'keep';
  const secrets = await openSecrets({ folder, keep, env, sealer, now, log });
  if (!secrets.ok) return failed([{ where: 'secrets.json', key: '', expected: secrets.failure }]);
  return success({ folder, env, settings: settings.value, secrets: secrets.value });
}

/** A variable may name a policy only where the system's own place has none: it is no way around that one. */
function findPolicy(env: OpenProfileOptions['env']): string {
  const place = policyFile(process.platform, env);
  const named = env['OFFHOOK_POLICY'];
  return named === undefined || named === '' || existsSync(place) ? place : named;
}
