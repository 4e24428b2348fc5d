import type { Offhook } from '../../app/offhook.ts';
import { assertNever } from '../../base/assert-never.ts';
import type { Clock } from '../../base/clock.ts';
import type { CommandOutcome, DeskCommands } from '../desk-commands.ts';
import { openLink } from '../links/open-link.ts';
import type { Command } from './command.ts';
import { type CommandReply, statusOf } from './reply.ts';

export interface CommandServices {
  readonly offhook: Pick<Offhook, 'askToDial' | 'askToSetUp'>;
  readonly commands: DeskCommands;
  readonly clock: Pick<Clock, 'now'>;
  /** Domains whose SIP users are our PBX's. */
  readonly domains: readonly string[];
  /** Brings the desk to the front, where the host can. */
  readonly show: () => void;
}

/** Carries out what a terminal asks. Who can write to the profile's socket is its owner: nothing is asked back. */
export async function carryOut(command: Command, services: CommandServices): Promise<CommandReply> {
  const { commands, clock, show } = services;
  switch (command.command) {
    case 'dial':
      return told(await commands.dial(command.target.slice(0, 100)));
    case 'transfer':
      return told(await transfer(commands, command.target));
    case 'answer':
      return told(await commands.answer());
    case 'hangup':
      return told(await commands.hangUp());
    case 'status':
      return { outcome: 'status', reason: null, status: statusOf(commands.view, clock.now()) };
    case 'show':
      show();
      return { outcome: 'shown', reason: null, status: null };
    case 'link': {
      const refusal = openLink(command.target, services);
      return { outcome: refusal === null ? 'asked' : 'refused', reason: refusal, status: null };
    }
    default:
      return assertNever(command, 'command');
  }
}

/** Transfers take what the PBX is asked for; a number is written in many ways. */
async function transfer(commands: DeskCommands, target: string): Promise<CommandOutcome> {
  const dials = target.replace(/[\s().-]/g, '');
  if (!/^[A-Za-z0-9*#+_]{1,64}$/.test(dials)) return { outcome: 'refused', reason: 'bad-target', detail: null };
  return await commands.transfer(dials);
}

const told = (outcome: CommandOutcome): CommandReply => ({
  outcome: outcome.outcome,
  reason: outcome.outcome === 'refused' ? outcome.reason : null,
  status: null,
});
