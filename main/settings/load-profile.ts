import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { failed, type Result, success } from '../base/result.ts';
import { environmentOverrides } from './environment.ts';
import { type Secrets, type Settings, secretsSchema, settingsSchema } from './schema.ts';

export interface Profile {
  readonly settings: Settings;
  readonly secrets: Secrets;
}

/** What is wrong with the settings, in words for the person who wrote them. Never holds the value of a secret. */
export interface SettingsProblem {
  /** settings.json, secrets.json or the name of an environment variable. */
  readonly where: string;
  /** The key as one would write it: `sip.url`; empty for the file as a whole. */
  readonly key: string;
  readonly expected: string;
}

/** One line a person can act on: `settings.json: sip.url: expected …`. */
export const describeProblem = (problem: SettingsProblem): string =>
  [problem.where, problem.key, problem.expected].filter((part) => part !== '').join(': ');

/**
 * Reads `settings.json` and `secrets.json` from the profile folder and lays the environment's `OFFHOOK_…` over them.
 * Fails with every problem found, not just the first.
 */
export async function loadProfile(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<Profile, readonly SettingsProblem[]>> {
  const overrides = environmentOverrides(env);
  const [settingsFile, secretsFile, loose] = await Promise.all([
    readJson(folder, 'settings.json'),
    readJson(folder, 'secrets.json'),
    readableByOthers(join(folder, 'secrets.json')),
  ]);
  const unreadable = [settingsFile, secretsFile].flatMap((file) => (file.ok ? [] : [file.failure]));
  if (!settingsFile.ok || !secretsFile.ok) return failed(unreadable);

  const settings = settingsSchema.safeParse(overrides.ontoSettings(settingsFile.value));
  const secrets = secretsSchema.safeParse(overrides.ontoSecrets(secretsFile.value));
  const problems = [
    ...(loose === null ? [] : [loose]),
    ...(settings.success ? [] : problemsOf('settings.json', settings.error, overrides.nameOf)),
    ...(secrets.success ? [] : problemsOf('secrets.json', secrets.error, overrides.nameOf)),
    ...(settings.success && secrets.success ? missingSecrets(settings.data, secrets.data) : []),
  ];
  if (problems.length > 0 || !settings.success || !secrets.success) return failed(problems);
  const tls = await findCaFile(folder, settings.data.tls);
  return tls.ok
    ? success({ settings: { ...settings.data, tls: tls.value }, secrets: secrets.data })
    : failed([tls.failure]);
}

/** A CA file may be named relative to the profile, and must be there before anything connects. */
async function findCaFile(folder: string, tls: Settings['tls']): Promise<Result<Settings['tls'], SettingsProblem>> {
  if (tls.trust !== 'ca') return success(tls);
  const file = resolve(folder, tls.file);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text?.includes('-----BEGIN CERTIFICATE-----') === true) return success({ trust: 'ca', file });
  const why = text === null ? 'cannot be read' : 'holds no certificate in PEM form';
  return failed({ where: 'settings.json', key: 'tls.file', expected: `${file} ${why}` });
}

async function readJson(folder: string, name: string): Promise<Result<unknown, SettingsProblem>> {
  const wrong = (expected: string) => failed({ where: name, key: '', expected });
  let text: string;
  try {
    text = await readFile(join(folder, name), 'utf8');
  } catch (error) {
    // A missing file is not wrong in itself: everything may come from the environment.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return success({});
    return wrong(`cannot be read (${error instanceof Error ? error.message : 'unknown error'})`);
  }
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? success(value)
      : wrong('expected an object in braces');
  } catch (error) {
    // JSON.parse quotes the text around the fault, which in secrets.json may be a password: only the place is told.
    const place = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    return wrong(`is not valid JSON${place === undefined ? '' : ` (at ${place})`}`);
  }
}

/** Windows has no such bits; there the profile folder's own ACL is what protects it. */
async function readableByOthers(path: string): Promise<SettingsProblem | null> {
  if (process.platform === 'win32') return null;
  const info = await stat(path).catch(() => null);
  if (info === null || (info.mode & 0o077) === 0) return null;
  return {
    where: 'secrets.json',
    key: '',
    expected: 'can be read by other users of this computer; run `chmod 600` on it and change the passwords',
  };
}

function problemsOf(where: string, error: z.ZodError, nameOf: (key: string) => string | null): SettingsProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    const names =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => (path === '' ? key : `${path}.${key}`)) : [path];
    return names.map((key) => ({
      where: nameOf(key) ?? where,
      key,
      expected: issue.code === 'unrecognized_keys' ? 'there is no such setting' : wordsFor(issue),
    }));
  });
}

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined) return 'is missing';
  if (issue.message.startsWith('Invalid input: expected')) {
    const [expected = '', received = ''] = issue.message.replace('Invalid input: ', '').split(', received ');
    return received === 'undefined' ? `is missing (${expected})` : `${expected}, found ${received}`;
  }
  return issue.message;
}

function missingSecrets(settings: Settings, secrets: Secrets): SettingsProblem[] {
  const need = (key: keyof Secrets, because: string) =>
    secrets[key] === undefined
      ? [{ where: 'secrets.json', key, expected: `is missing, and settings.json has ${because}` }]
      : [];
  return [
    ...(settings.ami === null ? [] : need('amiSecret', 'an ami section')),
    ...(settings.ari === null ? [] : need('ariPassword', 'an ari section')),
  ];
}
