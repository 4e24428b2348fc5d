import { join, resolve } from 'node:path';

/** The profile folder out of Electron's command line, which also holds Chromium's own switches and the app's path. */
export function profileFolder(
  args: readonly string[],
  appData: string,
  platform: NodeJS.Platform,
): { readonly folder: string } | { readonly problem: string } {
  const at = args.findIndex((arg) => arg === '--profile' || arg.startsWith('--profile='));
  const given = args[at];
  // The name of the folder is what each system's own applications would call it.
  if (given === undefined) return { folder: join(appData, platform === 'linux' ? 'offhook' : 'Offhook') };
  const value = given === '--profile' ? args[at + 1] : given.slice('--profile='.length);
  if (value === undefined || value === '' || value.startsWith('--')) return { problem: '--profile expects a folder' };
  return { folder: resolve(value) };
}

/** What is left of the command line for a command: without the profile and without Chromium's own switches. */
export function commandWords(args: readonly string[]): readonly string[] {
  const isProfile = (at: number): boolean => args[at] === '--profile';
  return args.filter((arg, at) => arg === '--json' || !(arg.startsWith('--') || isProfile(at - 1)));
}
