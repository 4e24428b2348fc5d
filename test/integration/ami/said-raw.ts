import { connect } from 'node:net';
import { AmiDecoder } from '../../../main/ami/codec/decoder.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { account } from './use-ami.ts';

/**
 * What the manager says to somebody who writes actions as they please, up to the answer to the last of them; each is
 * written when the one before was answered for the first time.
 */
export function saidRaw(pbx: Pbx, actions: readonly string[]): Promise<readonly AmiMessage[]> {
  const { username, secret } = account(pbx, 'operator');
  const heard: AmiMessage[] = [];
  const waiting = [`Action: Login\r\nUsername: ${username}\r\nSecret: ${secret}\r\nEvents: off`, ...actions];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: pbx.ports.ami });
    const next = () => {
      const action = waiting.shift();
      if (action !== undefined) return void socket.write(`${action}\r\n\r\n`);
      socket.destroy();
      resolve(heard);
    };
    const decoder = new AmiDecoder({
      onBanner: next,
      onForeign: (text) => reject(new Error(text)),
      onMessage: (message) => {
        heard.push(message);
        if (message.kind === 'response') next();
      },
    });
    socket.on('data', (bytes) => decoder.push(bytes));
    socket.once('error', reject);
  });
}
