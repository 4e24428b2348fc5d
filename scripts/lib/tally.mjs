// @ts-check
/**
 * @typedef {{ name: string, reason: string, count?: number }} Skip
 * @typedef {{ passed: number, failed: number, skips: readonly Skip[] }} Tally
 * @typedef {{ status: string, annotations?: readonly { type: string, description?: string }[] }} PlaywrightTest
 * @typedef {{ title: string, tests: readonly PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: readonly PlaywrightSpec[], suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ suites: readonly PlaywrightSuite[], errors?: readonly unknown[] }} PlaywrightReport
 */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skips: [] };

/**
 * @param {PlaywrightSuite} suite
 * @returns {readonly PlaywrightSpec[]}
 */
const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/**
 * Counts a Playwright JSON report. A test that passed only on a second try has failed.
 * @param {PlaywrightReport} report
 * @returns {Tally}
 */
export const tallyOfPlaywright = (report) => {
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap(({ title, tests: runs }) => runs.map((test) => ({ title, ...test })));
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed:
      tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').length + (report.errors?.length ?? 0),
    skips: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ title, annotations = [] }) => ({
        name: title,
        reason: annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given',
      })),
  };
};

/**
 * A run that ended badly without a failed test (a crash, a timeout of the runner) still counts as one failure.
 * @param {Tally} tally
 * @param {number} code
 * @returns {Tally}
 */
export const withExitCode = (tally, code) => (code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally);

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export const sum = (tallies) => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  skips: tallies.flatMap(({ skips }) => skips),
});

/** @param {Tally} tally */
export const countLine = ({ passed, failed, skips }) =>
  `${passed} passed, ${failed} failed, ${skips.reduce((total, { count = 1 }) => total + count, 0)} skipped`;

/** @param {Skip} skip */
export const skipLine = ({ name, reason, count }) =>
  `skipped: ${name}${count === undefined ? '' : ` (${count} tests)`} because ${reason}`;
