import { failed, type Result, success } from '../../base/result.ts';

/** What can be asked of a running Offhook from a terminal or a script. */
export type Command =
  | { readonly command: 'dial'; readonly target: string }
  | { readonly command: 'transfer'; readonly target: string }
  | { readonly command: 'answer' }
  | { readonly command: 'hangup' }
  | { readonly command: 'status' }
  | { readonly command: 'show' }
  /** A link another program opened Offhook with, while one ran already. */
  | { readonly command: 'link'; readonly target: string };

export const commandNames = ['dial', 'transfer', 'answer', 'hangup', 'status', 'show', 'link'] as const;
type CommandName = (typeof commandNames)[number];

const isName = (text: unknown): text is CommandName => commandNames.some((name) => name === text);
const takesTarget = (name: CommandName): name is 'dial' | 'transfer' | 'link' =>
  name === 'dial' || name === 'transfer' || name === 'link';

export interface CommandLine {
  readonly command: Command;
  /** Printed as JSON instead of words. */
  readonly json: boolean;
}

export type CommandProblem =
  | { readonly kind: 'no-target'; readonly command: CommandName }
  | { readonly kind: 'not-expected'; readonly what: string };

/**
 * A command line such as `dial +442079460137` or `status --json`; null where the first word is no command, and the
 * program is to start as usual.
 */
export function readCommand(args: readonly string[]): Result<CommandLine, CommandProblem> | null {
  const [name, ...rest] = args;
  if (!isName(name)) return null;
  const words = rest.filter((word) => word !== '--json');
  const json = words.length < rest.length;
  if (!takesTarget(name)) {
    const [what] = words;
    return what === undefined ? success({ command: { command: name }, json }) : failed({ kind: 'not-expected', what });
  }
  const target = words.join(' ').trim();
  return target === ''
    ? failed({ kind: 'no-target', command: name })
    : success({ command: { command: name, target }, json });
}

/** What came over the socket, decoded; null where it is no command. */
export function decodeCommand(message: unknown): Command | null {
  if (typeof message !== 'object' || message === null || !('command' in message)) return null;
  const { command } = message;
  if (!isName(command)) return null;
  if (!takesTarget(command)) return { command };
  if (!('target' in message) || typeof message.target !== 'string') return null;
  const { target } = message;
  // A link may hold a whole document that sets a desk up.
  const longest = command === 'link' ? 60_000 : 512;
  return target.length < 1 || target.length > longest ? null : { command, target };
}
