import type { WebSocket } from 'ws';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { fairDeadline } from '../base/fair-deadline.ts';

const pingEvery = 5_000;
const deadAfter = 3_000;
/** Somebody has a reason to ask: a sleep, another network. Then it is worth more to know soon. */
const deadSoonAfter = 1_200;

export interface Liveness extends Disposable {
  /** Begins to ask every 5 s. */
  start(): void;
  /** Asks now, with less patience. */
  probe(): void;
}

/**
 * Notices a half-open socket: asks by WebSocket Ping, which Asterisk answers (it swallows the CRLF keep-alive of
 * RFC 5626 without a pong), and calls `dead` after 3 s in which nothing at all came.
 */
export function watchLiveness(socket: WebSocket, clock: Clock, dead: () => void): Liveness {
  let deadline: Disposable | null = null;
  let interval: Disposable | null = null;
  const heard = () => {
    deadline?.dispose();
    deadline = null;
  };
  let due = 0;
  const ask = (within: number) => {
    if (socket.readyState !== socket.OPEN) return;
    // Asking again and again must not put off the end.
    if (deadline !== null && due <= clock.now() + within) return;
    due = clock.now() + within;
    deadline?.dispose();
    deadline = fairDeadline(clock, within, dead);
    socket.ping();
  };
  socket.on('pong', heard);
  socket.on('message', heard);
  return {
    start: () => {
      interval ??= clock.every(pingEvery, () => ask(deadAfter));
    },
    probe: () => ask(deadSoonAfter),
    dispose: () => {
      heard();
      interval?.dispose();
    },
  };
}
