import { failed, type Result, success } from '../../base/result.ts';

export interface HostArguments {
  readonly profile: string;
}

/** `--profile DIR`; anything else is refused by name. */
export function readArguments(args: readonly string[]): Result<HostArguments, string> {
  const [flag, value, ...rest] = args;
  if (flag !== '--profile' || value === undefined || rest.length > 0) {
    return failed(`expected --profile DIR and nothing else, got: ${args.join(' ') || 'nothing'}`);
  }
  return success({ profile: value });
}

/**
 * The port a profile prefers. The microphone permission belongs to the origin, and so to the port: the same profile
 * gets the same port at each start, unless it is taken.
 */
export function preferredPort(profile: string): number {
  let hash = 0x811c9dc5;
  for (const character of profile) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return 41_000 + (hash % 4000);
}
