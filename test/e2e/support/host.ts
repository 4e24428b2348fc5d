import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Command } from '../../../main/hosts/command-line/command.ts';
import type { CommandReply } from '../../../main/hosts/command-line/reply.ts';
import { sendCommand } from '../../../main/hosts/command-line/send-command.ts';
import { socketAddress } from '../../../main/hosts/command-line/socket-address.ts';
import type { Profile } from '../../pbx/accounts.ts';

/** The browser host as it ships: a process of its own with a profile of its own. */
export interface Host {
  readonly address: string;
  readonly pid: number;
  /** The folder of its profile. */
  readonly profile: string;
  /** What `offhook COMMAND` in a terminal says of it, and its exit code. */
  command(...words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }>;
  /** The same without a process of its own: straight to the profile's socket. */
  ask(command: Command): Promise<CommandReply | null>;
  /** Everything it has said on stderr so far. */
  log(): string;
  /** Asks it to stop, as Ctrl+C does; gives its exit code. */
  stop(): Promise<number | null>;
  /** The same, and its profile stays for the next start. */
  leave(): Promise<number | null>;
  /** As a crash: it is gone without a word, and its profile stays. */
  kill(): Promise<void>;
  /** Starts it once more on the same profile. */
  again(): Promise<Host>;
  /** What stands in settings.json now. */
  settings(): unknown;
  /** The text of every file of the profile, packed ones unpacked, but those of these names. */
  files(without: readonly string[]): readonly string[];
}

const entry = resolve(import.meta.dirname, '../../../out/browser/index.cjs');
const startDeadline = 30_000;

/** What a person has on disk before the first start: anything at all. */
export interface LooseProfile {
  readonly settings: object;
  readonly secrets: object;
}

/** The command as it is run: in a network of its own, perhaps. */
export type Wrap = (command: readonly string[]) => readonly string[];
const plainly: Wrap = (command) => command;

export async function startHost(
  profile: Profile | LooseProfile,
  policy: object | null = null,
  wrap = plainly,
): Promise<Host> {
  const { host, opened } = await startAtTheDoor(profile, policy, wrap);
  await opened;
  return host;
}

/** A host that has said where it is; `opened`: it lets pages in, and takes commands. */
export interface AtTheDoor {
  readonly host: Host;
  readonly opened: Promise<void>;
}

/** As a launcher meets it: a browser may be started as soon as there is an address. */
export async function startAtTheDoor(
  profile: Profile | LooseProfile,
  policy: object | null = null,
  wrap = plainly,
): Promise<AtTheDoor> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-e2e-'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify(profile.settings));
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(profile.secrets), { mode: 0o600 });
  if (policy !== null) await writeFile(join(folder, 'policy.json'), JSON.stringify(policy));
  return runHost(folder, wrap);
}

/** The same on a profile that is there already, as every morning. */
export async function runHost(folder: string, wrap = plainly): Promise<AtTheDoor> {
  // No keyring: the passwords of tests are not to end in that of whoever runs them.
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: '', OFFHOOK_POLICY: join(folder, 'policy.json') };
  const [command = '', ...words] = wrap([process.execPath, entry, '--profile', folder]);
  const child = spawn(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += String(chunk);
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const clean = () => rm(folder, { recursive: true, force: true });
  const orClean = async (error: unknown): Promise<never> => {
    child.kill('SIGKILL');
    await clean();
    throw error;
  };
  const address = await firstAddress(child, ended, () => log).catch(orClean);
  const opened = untilOpen(folder, ended, () => log).catch(orClean);
  // Whoever does not wait for it sees by other things that it failed.
  opened.catch(() => undefined);
  const leave = (): Promise<number | null> => {
    child.kill('SIGINT');
    return ended;
  };
  const host: Host = {
    address,
    pid: child.pid ?? 0,
    profile: folder,
    command: (...words) => runCommand(folder, words),
    ask: async (command) => {
      const sent = await sendCommand(socketAddress(folder, process.platform) ?? '', command, 30_000);
      return sent.ok ? sent.value : null;
    },
    log: () => log,
    stop: async () => {
      const code = await leave();
      await clean();
      return code;
    },
    leave,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    again: async () => {
      const next = await runHost(folder, wrap);
      await next.opened;
      return next.host;
    },
    settings: () => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as unknown,
    files: (without) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !without.includes(entry.name))
        .map((entry) => {
          const bytes = readFileSync(join(entry.parentPath, entry.name));
          return (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
        }),
  };
  return { host, opened };
}

/** Pages are let in right after commands are taken, and commands can be sent from any network. */
async function untilOpen(folder: string, ended: Promise<number | null>, log: () => string): Promise<void> {
  const socket = socketAddress(folder, process.platform) ?? '';
  const began = Date.now();
  let over: number | null | undefined;
  void ended.then((code) => (over = code));
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    if ((await sendCommand(socket, { command: 'status' }, startDeadline)).ok) return;
    if (over !== undefined) throw new Error(`the host ended with ${over}:\n${log()}`);
    if (Date.now() - began > startDeadline) throw new Error(`the host did not open:\n${log()}`);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(20);
  }
}

function runCommand(folder: string, words: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [entry, '--profile', folder, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((done) => child.once('close', (code) => done({ code, said })));
}

async function firstAddress(child: ChildProcess, ended: Promise<number | null>, log: () => string): Promise<string> {
  const { promise, resolve: found, reject } = Promise.withResolvers<string>();
  const patience = setTimeout(() => reject(new Error(`the host did not start:\n${log()}`)), startDeadline);
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += String(chunk);
    const address = /^Offhook is at (\S+)$/m.exec(said)?.[1];
    if (address !== undefined) found(address);
  });
  void ended.then((code) => reject(new Error(`the host ended with ${code}:\n${log()}`)));
  return promise.finally(() => clearTimeout(patience));
}
