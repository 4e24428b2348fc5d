// @ts-check
import { writeFileSync } from 'node:fs';

/** A reporter that leaves the counts and the reasons of skips in the file OFFHOOK_TALLY names. */
export class VitestTally {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} errors
   */
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = tests.map((test) => test.result());
    const skips = tests.flatMap((test) => {
      const result = test.result();
      return result.state === 'skipped' ? [{ name: test.fullName, reason: result.note ?? 'no reason given' }] : [];
    });
    // A file that does not load holds no test that could fail.
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    const tally = {
      passed: states.filter(({ state }) => state === 'passed').length,
      failed: states.filter(({ state }) => state === 'failed').length + broken + errors.length,
      skips,
    };
    const file = process.env['OFFHOOK_TALLY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally));
  }
}

// Vitest loads a reporter by its default export.
export default VitestTally;
