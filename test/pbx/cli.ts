import { parseArgs } from 'node:util';
import { relock } from './install/ensure.ts';
import type { Bundle } from './install/lock-file.ts';
import { labForAPerson } from './lab-for-a-person.ts';
import { labForAProgram } from './lab-for-a-program.ts';
import { NoAsteriskError } from './pbx.ts';

const help = `npm run pbx [-- --version 16|22] [--relock]

Starts an Asterisk of its own and tells how to reach it. --relock asks Debian for the current packages and locks them;
--version directories --relock does it for the CardDAV and LDAP servers of the tests.`;

const bundles = new Map<string, Bundle>([
  ['22', 22],
  ['16', 16],
  ['directories', 'directories'],
]);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      version: { type: 'string', default: '22' },
      relock: { type: 'boolean', default: false },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const bundle = bundles.get(values.version) ?? null;
  if (values.help || bundle === null || (bundle === 'directories' && !values.relock)) {
    console.log(help);
    process.exitCode = values.help ? 0 : 2;
  } else if (values.demo) await labForAProgram();
  else if (bundle === 'directories' || values.relock) await printRelock(bundle);
  else await labForAPerson(bundle);
}

async function printRelock(bundle: Bundle): Promise<void> {
  const changes = await relock(bundle);
  console.log(changes.length === 0 ? `test/pbx/lock/${bundle}.json is current` : changes.join('\n'));
}

await main().catch((error: unknown) => {
  const isTheirs = error instanceof NoAsteriskError || (error instanceof TypeError && 'code' in error);
  console.error(isTheirs ? error.message : error);
  process.exitCode = error instanceof NoAsteriskError ? 3 : 1;
});
