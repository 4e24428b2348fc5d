import { words } from '../words/words.ts';
import { type CommandLine, type CommandProblem, commandNames } from './command.ts';
import type { CommandReply, StatusReport } from './reply.ts';
import { sendCommand } from './send-command.ts';
import { socketAddress } from './socket-address.ts';

export interface Terminal {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** What a terminal gets back: done, not done (the PBX or the desk said no), asked wrongly, nobody there. */
export const exitCodes = { done: 0, refused: 1, wrong: 2, nobody: 3 } as const;

/** Long enough for a PBX to confirm or refuse a call, ms. */
const patience = 30_000;

/** Runs one command against the Offhook of `profile`; resolves to the exit code. */
export async function runCommand(
  { command, json }: CommandLine,
  { profile, platform }: { readonly profile: string; readonly platform: NodeJS.Platform },
  { say, complain }: Terminal,
): Promise<number> {
  const address = socketAddress(profile, platform);
  const sent = address === null ? null : await sendCommand(address, command, patience);
  if (sent?.ok !== true) {
    complain(sent === null || sent.failure === 'not-running' ? words.cli.notRunning(profile) : words.cli.noAnswer);
    return exitCodes.nobody;
  }
  const reply = sent.value;
  const { status } = reply;
  if (json) say(JSON.stringify(status ?? { outcome: reply.outcome, reason: reply.reason }));
  else if (status === null) (isDone(reply) ? say : complain)(describe(reply));
  else for (const line of describeStatus(status)) say(line);
  return isDone(reply) ? exitCodes.done : exitCodes.refused;
}

export function describeProblem(problem: CommandProblem): string {
  return problem.kind === 'no-target'
    ? words.cli.noTarget(problem.command)
    : words.cli.notExpected(problem.what, commandNames.filter((name) => name !== 'link').join(', '));
}

const isDone = ({ outcome }: CommandReply): boolean => outcome !== 'refused' && outcome !== 'nothing-to-do';

function describe({ outcome, reason }: CommandReply): string {
  return outcome === 'refused' ? words.cli.refused(reason ?? '') : words.cli.outcome[outcome];
}

function describeStatus({ agent, links, rings, calls, newMessages }: StatusReport): readonly string[] {
  return [
    `${oneLine(agent.name)} ${agent.extension}: ${agent.state}`,
    `SIP ${links.sip}, AMI ${links.ami}, ARI ${links.ari}`,
    rings ? words.cli.rings : words.cli.doesNotRing,
    ...(newMessages === null ? [] : [words.cli.newMessages(newMessages)]),
    ...calls.map(({ phase, name, number, seconds }) =>
      [phase, oneLine(name ?? ''), oneLine(number ?? ''), `${seconds} s`].filter((part) => part !== '').join('  '),
    ),
  ];
}

/** Callers' text must not steer the terminal it is printed on. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
