import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { type Liveness, watchLiveness } from '../../../main/sip/ws-liveness.ts';
import { FakeClock } from '../../support/fake-clock.ts';

class Socket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  pings = 0;

  ping(): void {
    this.pings += 1;
  }
}

let socket: Socket;
let clock: FakeClock;
let liveness: Liveness;
let died: number;
beforeEach(() => {
  socket = new Socket();
  clock = new FakeClock();
  died = 0;
  liveness = watchLiveness(socket as unknown as WebSocket, clock, () => {
    died += 1;
  });
});

describe('the liveness of a WebSocket', () => {
  it('is asked for every 5 s, and dead after 3 s of silence', async () => {
    liveness.start();
    await clock.advance(5_000);
    expect(socket.pings).toBe(1);
    await clock.advance(2_999);
    expect(died).toBe(0);
    await clock.advance(1);
    expect(died).toBe(1);
  });

  it.each(['pong', 'message'])('is shown by a %s', async (sign) => {
    liveness.start();
    await clock.advance(5_000);
    socket.emit(sign);
    await clock.advance(4_999);
    expect(died).toBe(0);
    expect(socket.pings).toBe(1);
  });

  it('is asked for at once after a sleep, and only once at a time', async () => {
    liveness.probe();
    liveness.probe();
    expect(socket.pings).toBe(1);
    await clock.advance(3_000);
    expect(died).toBe(1);
  });

  it('is not asked of a socket that is not open', () => {
    socket.readyState = 0;
    liveness.probe();
    expect(socket.pings).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('leaves no timers', async () => {
    liveness.start();
    await clock.advance(5_000);
    liveness.dispose();
    expect(clock.pending).toBe(0);
  });
});
