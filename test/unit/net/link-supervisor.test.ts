import { describe, expect, it } from 'vitest';
import { toDisposable } from '../../../main/base/disposable.ts';
import type { LinkFailure, LinkFailureKind, LinkState } from '../../../main/net/link-failure.ts';
import { type LinkReports, LinkSupervisor } from '../../../main/net/link-supervisor.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const failure = (kind: LinkFailureKind = 'refused'): LinkFailure => ({ kind, target: 't', detail: 'd' });

function supervised(random: () => number = () => 0.5) {
  const clock = new FakeClock();
  const attempts: { reports: LinkReports; ended: boolean }[] = [];
  const supervisor = new LinkSupervisor({
    clock,
    random,
    open: (reports) => {
      const attempt = { reports, ended: false };
      attempts.push(attempt);
      return toDisposable(() => {
        attempt.ended = true;
      });
    },
  });
  const links: LinkState[] = [];
  supervisor.onDidChangeLink((link) => void links.push(link));
  const last = () => {
    const found = attempts.at(-1);
    if (found === undefined) throw new Error('nothing was attempted');
    return found;
  };
  return { clock, supervisor, attempts, links, last };
}

describe('LinkSupervisor', () => {
  it('tells every step, with the failure before while it tries again', async () => {
    const { clock, supervisor, links, last } = supervised();
    supervisor.start();
    last().reports.lost(failure());
    await clock.advance(250);
    last().reports.reached('authenticate');
    last().reports.reached('authenticate');
    last().reports.up();
    last().reports.reached('subscribe');
    const start = clock.now() - 250;
    expect(links).toEqual([
      { state: 'connecting', since: start, attempt: 0, failure: null, step: 'connect' },
      { state: 'down', since: start, failure: failure(), retryAt: start + 250 },
      { state: 'connecting', since: start + 250, attempt: 1, failure: failure(), step: 'connect' },
      { state: 'connecting', since: start + 250, attempt: 1, failure: failure(), step: 'authenticate' },
      { state: 'up', since: start + 250 },
    ]);
  });

  it('spreads desktops over the whole of the delay and as much again', () => {
    const delays = [0, 0.999_999].map((random) => {
      const { supervisor, last } = supervised(() => random);
      supervisor.start();
      last().reports.lost(failure());
      const { link } = supervisor;
      return link.state === 'down' ? (link.retryAt ?? 0) - link.since : 0;
    });
    expect(delays).toEqual([0, 500]);
  });

  it.each([
    ['refused', [250, 500, 1_000, 1_000, 1_000]],
    ['timeout', [250, 500, 500, 500]],
    ['host-not-found', [500, 1_000, 2_000, 2_500, 2_500]],
    ['auth-rejected', [60_000, 60_000, 60_000, 60_000, 60_000]],
  ] as const)('waits longer from one loss to the next: %s', async (kind, means) => {
    const { clock, supervisor, last } = supervised();
    supervisor.start();
    for (const mean of means) {
      last().reports.lost(failure(kind));
      expect(supervisor.link).toMatchObject({ retryAt: clock.now() + mean });
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await clock.advance(mean);
    }
  });

  it('comes back within 2 s of a PBX whose web server is there before its modules are, for a minute', async () => {
    const { clock, supervisor, last } = supervised();
    supervisor.start();
    const failsAs = async (kind: LinkFailureKind, mean: number): Promise<void> => {
      last().reports.lost(failure(kind));
      expect(supervisor.link).toMatchObject({ retryAt: clock.now() + mean });
      await clock.advance(mean);
    };
    for (const mean of [250, 500, 1_000, 1_000]) {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await failsAs('refused', mean);
    }
    for (let second = 0; second < 59; second += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await failsAs('not-served', 1_000);
    }
    await failsAs('not-served', 500);
    await failsAs('not-served', 1_000);
    await failsAs('not-served', 2_000);
  });

  it('takes a new kind of failure for news: what refusals have taught says nothing of a silence', async () => {
    const { clock, supervisor, last } = supervised();
    supervisor.start();
    const kinds = ['refused', 'refused', 'refused', 'timeout', 'refused', 'timeout', 'timeout'] as const;
    const means = [250, 500, 1_000, 250, 1_000, 500, 500];
    for (const [at, kind] of kinds.entries()) {
      last().reports.lost(failure(kind));
      expect(supervisor.link).toMatchObject({ retryAt: clock.now() + (means[at] ?? 0) });
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await clock.advance(means[at] ?? 0);
    }
  });

  it('begins at the first delay again only after a link that has lasted', async () => {
    const { clock, supervisor, last } = supervised();
    supervisor.start();
    for (const [lasted, mean] of [
      ...[
        [0, 250],
        [9_999, 500],
        [10_000, 250],
      ],
    ] as const) {
      last().reports.up();
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await clock.advance(lasted ?? 0);
      last().reports.lost(failure('closed'));
      expect(supervisor.link).toMatchObject({ retryAt: clock.now() + (mean ?? 0) });
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await clock.advance(mean ?? 0);
    }
  });

  it('does not hear an attempt that is over', async () => {
    const { clock, supervisor, attempts, last } = supervised();
    supervisor.start();
    const { reports } = last();
    reports.lost(failure());
    reports.up();
    reports.lost(failure('timeout'));
    expect(supervisor.link).toMatchObject({ state: 'down', failure: { kind: 'refused' } });
    await clock.advance(500);
    reports.slow(failure('timeout'));
    expect(supervisor.link).toMatchObject({ state: 'connecting', failure: { kind: 'refused' } });
    expect(attempts.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('meets an attempt that fails before it has begun', () => {
    const clock = new FakeClock();
    let ended = 0;
    const supervisor = new LinkSupervisor({
      clock,
      random: () => 0.5,
      open: (reports) => {
        reports.lost(failure());
        return toDisposable(() => {
          ended += 1;
        });
      },
    });
    supervisor.start();
    expect([supervisor.link.state, ended]).toEqual(['down', 1]);
  });

  it('tries at once when asked, but not beside an attempt that has just begun', async () => {
    const { clock, supervisor, attempts, last } = supervised();
    supervisor.start();
    await clock.advance(999);
    supervisor.retry();
    expect(attempts).toHaveLength(1);
    last().reports.lost(failure('auth-rejected'));
    supervisor.retry();
    expect(attempts).toHaveLength(2);
    expect(supervisor.link).toMatchObject({ state: 'connecting', attempt: 0 });
  });

  it('gives an attempt up that goes on and on when asked to try again', async () => {
    const { clock, supervisor, attempts, last } = supervised();
    supervisor.start();
    await clock.advance(1_000);
    supervisor.retry();
    expect(attempts.map(({ ended }) => ended)).toEqual([true, false]);
    last().reports.up();
    supervisor.retry();
    expect([attempts.length, supervisor.link.state]).toEqual([2, 'up']);
  });

  it('retries before it has been started as little as after it was stopped', async () => {
    const { clock, supervisor, attempts } = supervised();
    await clock.advance(60_000);
    supervisor.retry();
    expect(attempts).toHaveLength(0);
  });

  it('begins once, however often it is started', () => {
    const { supervisor, attempts, last } = supervised();
    supervisor.start();
    supervisor.start();
    last().reports.lost(failure());
    supervisor.start();
    expect(attempts).toHaveLength(1);
  });

  it('stays down once stopped', async () => {
    const { clock, supervisor, attempts, last } = supervised();
    supervisor.start();
    last().reports.lost(failure());
    supervisor.stop(failure('closed'));
    supervisor.retry();
    supervisor.start();
    await clock.advance(120_000);
    expect([attempts.length, clock.pending, supervisor.link.state]).toEqual([1, 0, 'down']);
  });
});
