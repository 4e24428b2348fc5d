import { join } from 'node:path';
import { z } from 'zod';
import { failed, type Result, success } from '../base/result.ts';
import type { Document } from './document.ts';
import { problemsOf, type SettingsProblem } from './problem.ts';
import { readJson } from './read-json.ts';

/**
 * What an administrator says for every desk on a computer, in a file that users cannot write. `defaults` stand where the
 * person has said nothing; `locks` stand whatever they say.
 */
export interface Policy {
  /** Who locked it, as the settings show it. */
  readonly by: string;
  readonly locks: Document;
  readonly defaults: Document;
  /** Whose provisioning links are taken (Ed25519, base64url); empty: those of anybody the person confirms. */
  readonly provisioningKeys: readonly string[];
}

export const noPolicy: Policy = { by: '', locks: {}, defaults: {}, provisioningKeys: [] };

const section = z.record(z.string(), z.unknown()).default({});
const policySchema = z.strictObject({
  by: z.string().min(1).max(80).default('Your administrator'),
  locks: section,
  defaults: section,
  provisioningKeys: z
    .array(z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'expected Ed25519 public keys in base64url'))
    .max(20)
    .default([]),
});

/** Where the policy is: a folder that only administrators write to, as each system has it. */
export function policyFile(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'win32') return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Offhook', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Offhook/policy.json';
  return '/etc/offhook/policy.json';
}

/** No file is no policy. One that cannot be understood fails: what was meant to be locked must not be open unnoticed. */
export async function readPolicy(path: string): Promise<Result<Policy, readonly SettingsProblem[]>> {
  const file = await readJson(path);
  if (!file.ok) return failed([{ where: path, key: '', expected: file.failure.words }]);
  if (file.value === null) return success(noPolicy);
  const policy = policySchema.safeParse(file.value);
  return policy.success ? success(policy.data) : failed(problemsOf(policy.error, () => path));
}
