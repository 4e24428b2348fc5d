import { describe, expect, it } from 'vitest';
import { failed, type Result, success } from '../../../main/base/result.ts';
import type { LinkFailure, LinkFailureKind } from '../../../main/net/link-failure.ts';
import { LinkSupervisor } from '../../../main/net/link-supervisor.ts';
import { type Granted, RegistrationAttempt } from '../../../main/sip/registration-attempt.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const failure = (kind: LinkFailureKind): LinkFailure => ({ kind, target: 'wss://pbx', detail: 'as told' });

/** A supervised registration whose connection does what the test says. Jitter is in the middle, so delays are plain. */
class Link {
  readonly clock = new FakeClock();
  readonly did: string[] = [];
  connected: Result<void, LinkFailure> = success();
  listed: boolean | null = true;
  registered: Result<Granted, LinkFailure> = success({ expires: 120, isAlone: true });
  attempt: RegistrationAttempt | null = null;
  readonly supervisor = new LinkSupervisor({
    clock: this.clock,
    random: () => 0.5,
    heldKinds: ['replaced'],
    open: (reports) => {
      this.attempt = new RegistrationAttempt(this.#driver(), this.clock, reports);
      return this.attempt;
    },
  });

  #driver() {
    return {
      connect: async () => {
        this.did.push('connect');
        return this.connected;
      },
      register: async () => {
        this.did.push('register');
        return this.registered;
      },
      isListed: async () => this.listed,
      replaced: () => failure('replaced'),
      disconnect: () => void this.did.push('disconnect'),
    };
  }

  get wait(): number | null {
    const { link } = this.supervisor;
    return link.state === 'down' && link.retryAt !== null ? link.retryAt - link.since : null;
  }
}

async function begun(change: Partial<Pick<Link, 'connected' | 'registered'>> = {}): Promise<Link> {
  const link = Object.assign(new Link(), change);
  link.supervisor.start();
  await link.clock.advance(0);
  return link;
}

describe('a registration', () => {
  it('that the PBX has lost is made anew at once, and refreshed from then on', async () => {
    const link = await begun();
    await link.clock.advance(50_000);
    void link.attempt?.again();
    await link.clock.advance(0);
    expect(link.did).toEqual(['connect', 'register', 'register']);
    await link.clock.advance(59_000);
    expect(link.did).toHaveLength(3);
    await link.clock.advance(1_000);
    expect(link.did).toHaveLength(4);
    expect(link.supervisor.link.state).toBe('up');
  });

  it('that somebody else has taken over is told within a minute, and not fought for', async () => {
    const link = await begun();
    link.listed = false;
    await link.clock.advance(60_000);
    expect(link.supervisor.link).toMatchObject({ state: 'down', failure: { kind: 'replaced' }, retryAt: null });
    await link.clock.advance(600_000);
    expect(link.did).toEqual(['connect', 'register', 'disconnect']);
    // Whoever wants it back says so.
    link.supervisor.retry();
    await link.clock.advance(0);
    expect(link.supervisor.link.state).toBe('up');
  });

  it('beside other phones is looked at four times a minute: no hint says that it is lost while these can be rung', async () => {
    const link = await begun({ registered: success({ expires: 120, isAlone: false }) });
    await link.clock.advance(15_000);
    expect(link.did).toEqual(['connect', 'register', 'register']);
  });

  it('is refreshed where the PBX does not say who has it', async () => {
    const link = await begun();
    link.listed = null;
    await link.clock.advance(60_000);
    expect(link.did).toEqual(['connect', 'register', 'register']);
  });

  it('connects, registers, and refreshes before it ends', async () => {
    const link = await begun();
    expect(link.supervisor.link.state).toBe('up');
    await link.clock.advance(59_999);
    expect(link.did).toEqual(['connect', 'register']);
    const told: string[] = [];
    link.supervisor.onDidChangeLink(({ state }) => void told.push(state));
    await link.clock.advance(1);
    expect([link.did, told]).toEqual([['connect', 'register', 'register'], []]);
  });

  it('tells the last failure while it tries again, and forgets it once registered', async () => {
    const link = await begun({ connected: failed(failure('refused')) });
    const told: unknown[] = [];
    link.supervisor.onDidChangeLink((state) => told.push(state));
    link.connected = success();
    await link.clock.advance(250);
    expect(told).toMatchObject([
      { state: 'connecting', step: 'connect', attempt: 1, failure: failure('refused') },
      { state: 'connecting', step: 'authenticate' },
      { state: 'up' },
    ]);
  });

  it('tries a rejected password again only after a minute', async () => {
    const link = await begun({ registered: failed(failure('auth-rejected')) });
    await link.clock.advance(59_999);
    expect(link.did).toEqual(['connect', 'register', 'disconnect']);
    await link.clock.advance(1);
    expect(link.did).toEqual(['connect', 'register', 'disconnect', 'connect', 'register', 'disconnect']);
  });

  it('is tried again at once when asked', async () => {
    const link = await begun({ connected: failed(failure('unreachable')) });
    link.connected = success();
    link.supervisor.retry();
    await link.clock.advance(0);
    expect(link.supervisor.link.state).toBe('up');
  });

  it('drops the connection when a refresh is refused', async () => {
    const link = await begun();
    link.registered = failed(failure('timeout'));
    await link.clock.advance(90_000);
    expect(link.supervisor.link).toMatchObject({ state: 'down', failure: { kind: 'timeout' } });
    expect(link.did.at(-1)).toBe('disconnect');
  });

  it('hears one loss once, and nothing after its end', async () => {
    const link = await begun();
    const states: string[] = [];
    link.supervisor.onDidChangeLink(({ state }) => void states.push(state));
    link.attempt?.lost(failure('closed'));
    link.attempt?.lost(failure('closed'));
    expect(states).toEqual(['down']);
    link.supervisor.dispose();
    expect(link.clock.pending).toBe(0);
    await link.clock.advance(60_000);
    expect(states).toEqual(['down']);
  });

  it('that is given up while it connects does nothing more', async () => {
    const link = new Link();
    link.supervisor.start();
    link.supervisor.dispose();
    await link.clock.advance(0);
    expect(link.did).toEqual(['connect', 'disconnect']);
  });
});
