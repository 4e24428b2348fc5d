import { connect } from 'node:net';
import { failed, type Result, success } from '../../base/result.ts';
import type { Command } from './command.ts';
import { type CommandReply, decodeReply } from './reply.ts';

export type SendFailure = 'not-running' | 'no-answer';

/** Asks the Offhook that listens at `address`, and waits `within` ms for its answer. */
export function sendCommand(
  address: string,
  command: Command,
  within: number,
): Promise<Result<CommandReply, SendFailure>> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let text = '';
    let isConnected = false;
    socket.setEncoding('utf8');
    const patience = setTimeout(() => socket.destroy(), within);
    socket.on('connect', () => {
      isConnected = true;
      socket.write(`${JSON.stringify(command)}\n`);
    });
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    // Told by 'close', which follows.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(patience);
      const reply = read(text);
      resolve(reply === null ? failed(isConnected ? 'no-answer' : 'not-running') : success(reply));
    });
  });
}

function read(text: string): CommandReply | null {
  try {
    return decodeReply(JSON.parse(text));
  } catch {
    // Cut short, or somebody else's.
    return null;
  }
}
