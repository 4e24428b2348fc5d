import type { Offhook } from '../../app/offhook.ts';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/log.ts';
import type { Settings } from '../../settings/schema.ts';
import type { DeskCommands } from '../desk-commands.ts';
import { domainsOf } from '../links/own-domains.ts';
import { carryOut } from './carry-out.ts';
import { type CommandServer, serveCommands } from './serve-commands.ts';
import { socketAddress } from './socket-address.ts';

export interface ControlOptions {
  readonly profile: string;
  readonly platform: NodeJS.Platform;
  /** As they are when a command comes; null: there is no account yet. */
  readonly settings: () => Pick<Settings, 'sip'> | null;
  readonly offhook: Pick<Offhook, 'askToDial' | 'askToSetUp'>;
  readonly commands: DeskCommands;
  readonly show: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Lets `offhook COMMAND` in a terminal, and the next Offhook of this profile, speak to this one. Null: not possible here. */
export async function openControl(options: ControlOptions): Promise<CommandServer | null> {
  const { profile, platform, settings, log } = options;
  const address = socketAddress(profile, platform);
  if (address === null) {
    log.warn('the command line is off: the path of the profile is too long for a socket', { profile });
    return null;
  }
  return await serveCommands(
    address,
    (command) => {
      const now = settings();
      return carryOut(command, { ...options, domains: now === null ? [] : domainsOf(now) });
    },
    log,
  );
}
