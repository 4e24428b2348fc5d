import { failed, type Result, success } from '../../base/result.ts';
import { type CommandLine, readCommand } from '../command-line/command.ts';
import { describeProblem } from '../command-line/run-command.ts';

export interface HostArguments {
  readonly profile: string;
  /** What is asked of the host that runs with this profile; null: be that host. */
  readonly command: CommandLine | null;
}

/** `--profile DIR`, and after it a command perhaps; anything else is refused by name. */
export function readArguments(args: readonly string[]): Result<HostArguments, string> {
  const [flag, value, ...rest] = args;
  const command = readCommand(rest);
  if (command?.ok === false) return failed(describeProblem(command.failure));
  if (flag !== '--profile' || value === undefined || (rest.length > 0 && command === null)) {
    return failed(`expected --profile DIR and a command at most, got: ${args.join(' ') || 'nothing'}`);
  }
  return success({ profile: value, command: command?.value ?? null });
}
