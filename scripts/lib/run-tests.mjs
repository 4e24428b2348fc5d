// @ts-check
import { ensureAsterisk } from './asterisk.mjs';
import { build } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { seconds } from './run.mjs';
import { countLine, nothing, skipLine, sum } from './tally.mjs';
import { countTests, runPlaywright, runVitest, testFiles } from './test-stages.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {import('./test-options.mjs').Stage} Stage
 * @typedef {{ env: NodeJS.ProcessEnv, noAsterisk: string | null, noChromium: string | null, noBuild: string | null }} Ground
 */

/**
 * Everything the wanted stages need, fetched if need be; what cannot be had is kept with its reason.
 * @param {readonly Stage[]} wanted
 * @returns {Promise<Ground>}
 */
const prepare = async (wanted) => {
  const chromium = wanted.includes('e2e') ? await ensureChromium() : null;
  const asterisk = wanted.some((stage) => stage !== 'unit') ? await ensureAsterisk() : null;
  const failure = await build();
  if (failure !== null) console.log(failure);
  return {
    env:
      chromium !== null && 'path' in chromium
        ? { ...process.env, OFFHOOK_CHROMIUM: chromium.path }
        : { ...process.env },
    noAsterisk: asterisk !== null && 'unavailable' in asterisk ? asterisk.unavailable : null,
    noChromium: chromium !== null && 'unavailable' in chromium ? chromium.unavailable : null,
    noBuild: failure === null ? null : 'the build failed',
  };
};

/**
 * @param {string} area
 * @param {string} reason
 * @returns {Tally}
 */
const skipped = (area, reason) => ({
  passed: 0,
  failed: 0,
  skips: [{ name: `test/${area}`, reason, count: countTests(area) }],
});

/** @type {Record<Stage, (ground: Ground) => Promise<Tally>>} */
const runStage = {
  unit: ({ env }) => runVitest(['--project', 'unit', '--project', 'alone', '--project', 'proofs'], env),
  integration: async ({ env, noAsterisk }) => {
    if (noAsterisk === null) return await runVitest(['--project', 'integration'], env);
    // The packaging test of this project needs no PBX.
    return sum([
      await runVitest(['--project', 'integration', 'test/contract'], env),
      skipped('integration', noAsterisk),
    ]);
  },
  e2e: async ({ env, noAsterisk, noChromium, noBuild }) => {
    const reason = noBuild ?? noChromium ?? noAsterisk;
    return reason === null ? await runPlaywright(env) : skipped('e2e', reason);
  },
};

/**
 * @param {readonly Stage[]} wanted
 * @returns {Promise<number>} the exit code
 */
export const runTests = async (wanted) => {
  const since = performance.now();
  const ground = await prepare(wanted);
  /** @type {Tally[]} */
  const tallies = ground.noBuild === null ? [] : [{ ...nothing, failed: 1 }];
  /** @type {string[]} */
  const lines = ground.noBuild === null ? [] : ['build: failed'];
  for (const stage of wanted) {
    const from = performance.now();
    console.log(`\n${stage}`);
    // An empty folder would pass for ever: a stage without tests has failed.
    const empty = testFiles(stage).length === 0;
    const tally = empty ? { ...nothing, failed: 1 } : await runStage[stage](ground);
    tallies.push(tally);
    lines.push(
      `${stage}: ${empty ? `no tests in test/${stage}` : countLine(tally)} (${seconds(performance.now() - from)})`,
    );
  }
  const all = sum(tallies);
  console.log(`\n${[...lines, ...all.skips.map(skipLine)].join('\n')}`);
  console.log(`total time ${seconds(performance.now() - since)}`);
  console.log(countLine(all));
  return all.failed === 0 ? 0 : 1;
};
