import { connect } from 'node:net';
import type { Pbx } from '../../pbx/pbx.ts';

/** So many at once, every so many milliseconds. */
const [burst, every] = [40, 20];

/**
 * Has the PBX tell every manager 2,000 events a second that are about nobody's call, by a connection of its own that
 * hears none of them. Gives what ends it, and how many were sent.
 */
export function floodManagers({ ports, accounts }: Pbx): { readonly sent: () => number; stop(): void } {
  const socket = connect(ports.ami, '127.0.0.1');
  const { username = '', secret = '' } = accounts.ami['truth'] ?? {};
  socket.write(`Action: Login\r\nUsername: ${username}\r\nSecret: ${secret}\r\nEvents: off\r\n\r\n`);
  // The answers are read, so that the PBX is not held up, and let go.
  socket.resume();
  const event = 'Action: UserEvent\r\nUserEvent: Foreign\r\nCaller: somebody else\r\nQueue: another\r\n\r\n';
  const startedAt = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    // By the clock: a timer that came late makes up for it.
    const due = Math.floor((performance.now() - startedAt) / every) * burst;
    socket.write(event.repeat(Math.max(0, due - sent)));
    sent = Math.max(sent, due);
  }, every);
  return {
    sent: () => sent,
    stop: () => {
      clearInterval(timer);
      socket.destroy();
    },
  };
}
