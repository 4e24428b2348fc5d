import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Logger } from '../../base/log.ts';
import { type Command, decodeCommand } from './command.ts';
import type { CommandReply } from './reply.ts';
import { sendCommand } from './send-command.ts';

export interface CommandServer {
  close(): Promise<void>;
}

/** One short line each way; a command takes as long as the PBX needs to confirm it. */
const longestLine = 65_536;
const patience = 30_000;

/**
 * Takes commands at `address`, which only the profile's owner can reach: a socket of mode 0600 in a folder of mode 0700, or a pipe. Null where
 * another Offhook of the profile listens there already, or nothing can be opened.
 */
export async function serveCommands(
  address: string,
  carryOut: (command: Command) => Promise<CommandReply>,
  log: Logger,
): Promise<CommandServer | null> {
  if (!isPipe(address)) privateFolder(dirname(address));
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    serve(socket, carryOut, log);
  });
  const failure = (await listen(server, address)) ?? null;
  if (failure === 'EADDRINUSE' && !(await isAnswered(address))) {
    // A socket file outlives its process; nobody answers on it then.
    rmSync(address, { force: true });
    if ((await listen(server, address)) === null) return serverOf(server, open);
  }
  if (failure === null) return serverOf(server, open);
  log.warn('the command line cannot be served', { why: failure });
  return null;
}

const serverOf = (server: Server, open: ReadonlySet<Socket>): CommandServer => ({
  close: () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    }),
});

const isPipe = (address: string): boolean => address.startsWith('\\\\.\\');

/** A socket has its rights a moment after it is there; in a folder of mode 0700 nobody else gets at it even then. */
function privateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** Why it does not listen; null: it does. */
function listen(server: Server, address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error.code ?? error.message);
    server.once('error', fail);
    server.listen(address, () => {
      server.off('error', fail);
      if (!isPipe(address)) chmodSync(address, 0o600);
      resolve(null);
    });
  });
}

const isAnswered = async (address: string): Promise<boolean> =>
  (await sendCommand(address, { command: 'status' }, 2_000)).ok;

function serve(socket: Socket, carryOut: (command: Command) => Promise<CommandReply>, log: Logger): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.setTimeout(patience, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  const take = (chunk: string): void => {
    text += chunk;
    if (text.length > longestLine) return void socket.destroy();
    const end = text.indexOf('\n');
    if (end < 0) return;
    socket.off('data', take);
    void answer(text.slice(0, end), carryOut, log).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
  };
  socket.on('data', take);
}

async function answer(
  line: string,
  carryOut: (command: Command) => Promise<CommandReply>,
  log: Logger,
): Promise<CommandReply> {
  const command = decodeCommand(parsed(line));
  if (command === null) return { outcome: 'refused', reason: 'unknown-command', status: null };
  try {
    return await carryOut(command);
  } catch (error) {
    log.error('a command failed', { command: command.command, error: String(error) });
    return { outcome: 'refused', reason: 'internal', status: null };
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No JSON is no command.
    return null;
  }
}
