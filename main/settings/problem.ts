import type { z } from 'zod';

/** What is wrong with the settings, in words for the person who wrote them. Never holds the value of a secret. */
export interface SettingsProblem {
  /** settings.json, secrets.json, policy.json or the name of an environment variable. */
  readonly where: string;
  /** The key as one would write it: `sip.url`; empty for the file as a whole. */
  readonly key: string;
  readonly expected: string;
}

/** One line a person can act on: `settings.json: sip.url: expected …`. */
export const describeProblem = (problem: SettingsProblem): string =>
  [problem.where, problem.key, problem.expected].filter((part) => part !== '').join(': ');

/** `whereIs` says in which file or variable a key was given. */
export function problemsOf(error: z.ZodError, whereIs: (key: string) => string): SettingsProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    const names =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => (path === '' ? key : `${path}.${key}`)) : [path];
    return names.map((key) => ({
      where: whereIs(key),
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
