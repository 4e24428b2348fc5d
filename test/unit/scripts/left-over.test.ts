import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { windowData } from '../../../scripts/lib/app-window.mjs';
import { closeLeftOver, fateOf, findLeftOver, isWindowOn, untilGone } from '../../../scripts/lib/left-over.mjs';

describe('a window left over from a run that was killed', () => {
  test.each([
    ['is waited for while one of its pages may come back', false, 'awaited', null, 'wait'],
    ['stays when it came back: it holds its calls’ audio', false, 'awaited', true, 'keep'],
    ['is closed when it did not come back', false, 'awaited', false, 'close'],
    ['is closed at once when it hangs', true, 'awaited', null, 'close'],
    ['is closed at once when no page of it is known', false, 'none', null, 'close'],
    ['is left alone when it may be that of an Offhook that runs', false, 'unknown', null, 'leave'],
    ['is left alone then even when it hangs', true, 'unknown', null, 'leave'],
  ] as const)('%s', (_, stopped, before, cameBack, fate) => {
    expect(fateOf({ stopped }, before, cameBack)).toBe(fate);
  });

  test.each([
    ['the window itself', 'chromium --user-data-dir=/p/browser --app=http://127.0.0.1:1', true],
    ['the window itself, its folder named last', 'chromium --app=http://127.0.0.1:1 --user-data-dir=/p/browser', true],
    ['a helper of it', 'chromium --type=renderer --user-data-dir=/p/browser', false],
    ['the window of another profile', 'chromium --user-data-dir=/p/browser2', false],
    ['the person’s own browser', 'chromium', false],
    ['a program that is no browser', 'vi /p/browser', false],
  ])('is known by its data folder: %s', (_, command, expected) => {
    expect(isWindowOn(command, '/p/browser')).toBe(expected);
  });
});

describe.skipIf(process.platform === 'win32')('among the processes', () => {
  let profile: string;
  const started: ChildProcess[] = [];

  beforeEach(() => {
    profile = mkdtempSync(join(tmpdir(), 'offhook-left-'));
    mkdirSync(windowData(profile));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(profile, { recursive: true });
  });

  /** A process on the data folder, noted as its owner as Chromium does it. */
  const owner = async (script: string, data = windowData(profile), host = hostname()): Promise<ChildProcess> => {
    const child = spawn('/bin/sh', ['-c', script, 'sh', `--user-data-dir=${data}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    started.push(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    symlinkSync(`${host}-${child.pid}`, join(windowData(profile), 'SingletonLock'));
    return child;
  };
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));

  test('none is found where no Chromium has the folder', async () => {
    expect(await findLeftOver(profile)).toBeNull();
  });

  test('it is found, and closed when asked', async () => {
    const child = await owner('sleep 60 & echo up; wait');
    const found = await findLeftOver(profile);
    expect(found).toEqual({ pid: child.pid, stopped: false });
    const end = ended(child);
    expect(found && (await closeLeftOver(profile, found))).toBe(true);
    expect(await end).toBe('SIGTERM');
    expect(await findLeftOver(profile)).toBeNull();
  });

  test('one that is halted is made to end, without being asked first', async () => {
    const child = await owner('sleep 60 & echo up; wait');
    child.kill('SIGSTOP');
    await expect.poll(() => findLeftOver(profile)).toEqual({ pid: child.pid, stopped: true });
    const found = await findLeftOver(profile);
    const end = ended(child);
    expect(found && (await closeLeftOver(profile, found))).toBe(true);
    expect(await end).toBe('SIGKILL');
  });

  test('one that does not listen is made to end', async () => {
    const child = await owner('trap "" TERM; sleep 60 & echo up; wait');
    const found = await findLeftOver(profile);
    expect(found && (await untilGone(profile, found, 30))).toBe(false);
    const end = ended(child);
    expect(found && (await closeLeftOver(profile, found, 30))).toBe(true);
    expect(await end).toBe('SIGKILL');
  });

  test.each([
    ['a process that has that number by now', '/somewhere/else', hostname()],
    ['a process of another computer on the same home', null, 'another-computer'],
  ])('%s is not touched', async (_, data, host) => {
    const child = await owner('sleep 60 & echo up; wait', data ?? windowData(profile), host);
    expect(await findLeftOver(profile)).toBeNull();
    expect(await closeLeftOver(profile, { pid: child.pid ?? 0, stopped: false })).toBe(true);
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
  });
});
