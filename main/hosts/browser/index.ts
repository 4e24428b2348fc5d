import { createRequire, enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { runCommand } from '../command-line/run-command.ts';
import { localeOf, speakLike } from '../words/words.ts';
import { readArguments } from './arguments.ts';
import { preferredPort } from './door.ts';
import { doorByParent } from './door-by-parent.ts';
import { openFrontDoor, takeFrontDoor } from './front-door.ts';
import type { runHost } from './run-host.ts';
import { complain, say } from './terminal.ts';

// Reading two megabytes of our own program is a third of the time a start takes. Beside the program, where nobody else
// may write; where it can't be kept it is done without.
enableCompileCache(join(import.meta.dirname, '../compiled'));

/** Everything else of this host, a program of its own (vite.config.ts): it is read when the door is open. */
const hostProgram = '../browser-host/index.cjs';
interface HostProgram {
  readonly runHost: typeof runHost;
}

/** The same main as in Electron, in Node, and the same page in a browser on this computer. Resolves to the exit code. */
async function runBrowserHost(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (!args.ok) {
    complain(args.failure);
    return 2;
  }
  const folder = resolve(args.value.profile);
  const { command } = args.value;
  if (command !== null) {
    speakLike(localeOf(process.env));
    return await runCommand(command, { profile: folder, platform: process.platform }, { say, complain });
  }
  const given = await doorByParent(process, process.env);
  const front = await (given === null ? openFrontDoor(preferredPort(folder)) : takeFrontDoor(given));
  say(`Offhook is at ${front.address}`);
  const host = createRequire(import.meta.url)(join(import.meta.dirname, hostProgram)) as HostProgram;
  return await host.runHost(folder, front);
}

void runBrowserHost().then((code) => process.exit(code));
