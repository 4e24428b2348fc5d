import { describe, expect, test } from 'vitest';
import { table } from '../../../scripts/lib/figures.mjs';
import { countLine, skipLine, sum, tallyOfPlaywright, withExitCode } from '../../../scripts/lib/tally.mjs';

describe('the count of a test run', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [{ status, ...(description !== undefined && { annotations: [{ type: 'skip', description }] }) }],
  });

  test('finds every test of a Playwright report, however deep, and the reason of every skip', () => {
    const report = {
      suites: [
        {
          title: 'a.spec.ts',
          specs: [spec('rings', 'expected'), spec('holds', 'unexpected')],
          suites: [
            {
              title: 'two calls',
              specs: [spec('swaps', 'skipped', 'there is no second robot'), spec('joins', 'skipped')],
            },
          ],
        },
      ],
    };
    expect(tallyOfPlaywright(report)).toEqual({
      passed: 1,
      failed: 1,
      skips: [
        { name: 'swaps', reason: 'there is no second robot' },
        { name: 'joins', reason: 'no reason given' },
      ],
    });
  });

  test('counts a test that passed on a second try as failed, and an error outside of tests too', () => {
    const report = { suites: [{ title: 'a', specs: [spec('rings', 'flaky')] }], errors: [{}] };
    expect(tallyOfPlaywright(report)).toMatchObject({ passed: 0, failed: 2 });
  });

  test('a runner that ended badly without a failed test is a failure', () => {
    const tally = { passed: 5, failed: 0, skips: [] };
    expect(withExitCode(tally, 1).failed).toBe(1);
    expect(withExitCode(tally, 0).failed).toBe(0);
    expect(withExitCode({ ...tally, failed: 2 }, 1).failed).toBe(2);
  });

  test('is told in one line, and each skip in its own', () => {
    const away = { name: 'test/e2e', reason: 'no Chromium', count: 12 };
    const one = { name: 'rings', reason: 'it is Monday' };
    const all = sum([
      { passed: 3, failed: 0, skips: [one] },
      { passed: 4, failed: 1, skips: [away] },
    ]);
    expect(countLine(all)).toBe('7 passed, 1 failed, 13 skipped');
    expect(all.skips.map(skipLine)).toEqual([
      'skipped: rings because it is Monday',
      'skipped: test/e2e (12 tests) because no Chromium',
    ]);
  });
});

test('figures line up, known columns first, empty ones left out', () => {
  const rows = [
    { bench: 'ami', name: 'ours', n: 60, p50: 12.3456, extra: true },
    { bench: 'ami', name: 'a bare scan', n: 60, p50: 1234.5, ratio: 0.5 },
  ];
  expect(table(rows)).toBe(
    [
      'bench  name          n    p50  ratio  extra',
      'ami    ours         60   12.3         true',
      'ami    a bare scan  60  1,235    0.5',
    ].join('\n'),
  );
});
