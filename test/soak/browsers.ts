import { spawn } from 'node:child_process';
import { build, isBuildStale } from '../../scripts/lib/build.mjs';
import { root, toolPath } from '../../scripts/lib/paths.mjs';
import type { AsteriskVersion } from '../pbx/install/lock-file.ts';

interface Ground {
  readonly minutes: number;
  readonly asterisk: AsteriskVersion;
  readonly only: readonly string[] | null;
  readonly log: (line: string) => void;
}

/** The stories in which agents move callers around in real browsers. */
const stories = ['transfers', 'three-agents', 'escape', 'local-mix', 'my-phones', 'screen-reader', 'two-calls'];

/** The stories of test/e2e over and over on the version that is asked for; fails with the first that fails. */
export async function soak({
  minutes,
  asterisk,
  only,
  log,
}: Ground): Promise<Readonly<Record<string, string | number>>> {
  const failure = isBuildStale() ? await build() : null;
  if (failure !== null) throw new Error(failure);
  const until = performance.now() + minutes * 60_000;
  const chosen = only ?? stories;
  let rounds = 0;
  do {
    // oxlint-disable-next-line no-await-in-loop -- one round after the other
    const code = await playwright(chosen, asterisk);
    if (code !== 0) throw new Error(`a story failed in round ${rounds + 1} on Asterisk ${asterisk}`);
    rounds += 1;
    log(`${rounds} rounds of ${chosen.join(', ')} on Asterisk ${asterisk}`);
  } while (performance.now() < until);
  return { asterisk, rounds, stories: chosen.length };
}

const playwright = (chosen: readonly string[], asterisk: AsteriskVersion): Promise<number> =>
  new Promise((resolve) => {
    const files = chosen.map((name) => `test/e2e/${name}.spec.ts`);
    const child = spawn(process.execPath, [toolPath('playwright'), 'test', ...files], {
      cwd: root,
      env: { ...process.env, OFFHOOK_LAB_ASTERISK: String(asterisk) },
      stdio: 'inherit',
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
