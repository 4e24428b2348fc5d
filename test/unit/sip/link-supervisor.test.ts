import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import { failed, type Result, success } from '../../../main/base/result.ts';
import type { LinkFailure, LinkFailureKind } from '../../../main/net/link-failure.ts';
import { LinkSupervisor } from '../../../main/sip/link-supervisor.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const failure = (kind: LinkFailureKind): LinkFailure => ({ kind, target: 'wss://pbx', detail: 'as told' });

/** A supervisor whose connection does what the test says. Jitter is in the middle, so delays are plain. */
class Link {
  readonly clock = new FakeClock();
  readonly did: string[] = [];
  connected: Result<void, LinkFailure> = success();
  registered: Result<{ readonly expires: number }, LinkFailure> = success({ expires: 120 });
  readonly supervisor = new LinkSupervisor({
    clock: this.clock,
    random: () => 0.5,
    log: createLogger(
      () => undefined,
      () => 0,
    ),
    driver: {
      connect: async () => {
        this.did.push('connect');
        return this.connected;
      },
      register: async () => {
        this.did.push('register');
        return this.registered;
      },
      disconnect: () => this.did.push('disconnect'),
      probe: () => this.did.push('probe'),
    },
  });

  get wait(): number | null {
    const { state } = this.supervisor;
    return state.state === 'down' && state.retryAt !== null ? state.retryAt - state.since : null;
  }
}

describe('the supervisor of the SIP link', () => {
  it('connects, registers, and refreshes before the registration ends', async () => {
    const link = new Link();
    link.supervisor.start();
    await link.clock.advance(0);
    expect(link.supervisor.state.state).toBe('up');
    await link.clock.advance(89_999);
    expect(link.did).toEqual(['connect', 'register']);
    await link.clock.advance(1);
    expect(link.did).toEqual(['connect', 'register', 'register']);
    expect(link.supervisor.state.state).toBe('up');
  });

  it('waits 300 ms, then twice as long each time, at most 15 s', async () => {
    const link = new Link();
    link.connected = failed(failure('refused'));
    link.supervisor.start();
    const waits: (number | null)[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await link.clock.advance(attempt === 0 ? 0 : (link.wait ?? 0));
      waits.push(link.wait);
    }
    expect(waits).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 15_000, 15_000]);
  });

  it('tells the last failure while it tries again, and forgets it once registered', async () => {
    const link = new Link();
    link.connected = failed(failure('refused'));
    link.supervisor.start();
    await link.clock.advance(0);
    const told: unknown[] = [];
    link.supervisor.onDidChange((state) => told.push(state));
    link.connected = success();
    await link.clock.advance(300);
    expect(told).toMatchObject([{ state: 'connecting', attempt: 1, failure: failure('refused') }, { state: 'up' }]);
    link.supervisor.lost(failure('closed'));
    expect(link.wait).toBe(300);
  });

  it('tries a rejected password again only after a minute', async () => {
    const link = new Link();
    link.registered = failed(failure('auth-rejected'));
    link.supervisor.start();
    await link.clock.advance(59_999);
    expect(link.did).toEqual(['connect', 'register', 'disconnect']);
    await link.clock.advance(1);
    expect(link.did).toEqual(['connect', 'register', 'disconnect', 'connect', 'register', 'disconnect']);
  });

  it('tries again at once when asked, and asks a link that is up for a sign of life', async () => {
    const link = new Link();
    link.connected = failed(failure('unreachable'));
    link.supervisor.start();
    await link.clock.advance(0);
    link.connected = success();
    link.supervisor.retry();
    await link.clock.advance(0);
    expect(link.supervisor.state.state).toBe('up');
    link.supervisor.retry();
    expect(link.did.at(-1)).toBe('probe');
  });

  it('drops the connection when a refresh is refused', async () => {
    const link = new Link();
    link.supervisor.start();
    await link.clock.advance(0);
    link.registered = failed(failure('timeout'));
    await link.clock.advance(90_000);
    expect(link.supervisor.state).toMatchObject({ state: 'down', failure: { kind: 'timeout' } });
    expect(link.did.at(-1)).toBe('disconnect');
  });

  it('hears one loss once, and nothing after its end', async () => {
    const link = new Link();
    const states: string[] = [];
    link.supervisor.onDidChange(({ state }) => states.push(state));
    link.supervisor.start();
    await link.clock.advance(0);
    link.supervisor.lost(failure('closed'));
    link.supervisor.lost(failure('closed'));
    expect(states).toEqual(['connecting', 'up', 'down']);
    link.supervisor.dispose();
    expect(link.clock.pending).toBe(0);
    await link.clock.advance(60_000);
    expect(states).toEqual(['connecting', 'up', 'down']);
  });
});
