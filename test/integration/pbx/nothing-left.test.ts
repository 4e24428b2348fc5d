import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isAlive } from '../../pbx/install/cache.ts';
import { startPbx } from '../../pbx/pbx.ts';

async function goneWithin(ms: number, isThere: () => boolean): Promise<boolean> {
  for (const deadline = performance.now() + ms; isThere() && performance.now() < deadline; ) {
    // oxlint-disable-next-line no-await-in-loop -- looks again until it is gone
    await delay(20);
  }
  return !isThere();
}

it('two labs run side by side, and each stops without a trace', async () => {
  const labs = await Promise.all([startPbx(), startPbx()]);
  const [one, other] = labs;
  const ports = labs.flatMap((lab) => Object.values(lab.ports).filter((port) => typeof port === 'number'));
  expect(new Set(ports).size).toBe(10);
  expect(one.pid).not.toBe(other.pid);
  const pids = labs.map((lab) => lab.pid ?? 0);
  await Promise.all(labs.map(async (lab) => lab.stop()));
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(labs.map((lab) => existsSync(lab.folder))).toEqual([false, false]);
});

it('a paused lab stops like any other', async () => {
  const lab = await startPbx();
  const pid = lab.pid ?? 0;
  lab.pause();
  await lab.stop();
  expect([isAlive(pid), existsSync(lab.folder)]).toEqual([false, false]);
});

it.each(['SIGKILL', 'SIGINT'] as const)('a program that dies of %s takes its lab along', async (signal) => {
  const cli = join(import.meta.dirname, '../../pbx/cli.ts');
  const child = fork(cli, ['--demo'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const [ready] = (await once(child, 'message')) as [{ profile: { settings: { tls: { file: string } } } }];
  const folder = join(ready.profile.settings.tls.file, '../..');
  expect(existsSync(folder)).toBe(true);
  child.kill(signal);
  await once(child, 'exit');
  expect(await goneWithin(2_000, () => existsSync(folder))).toBe(true);
});
