import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isBuildStale } from '../../../scripts/lib/build.mjs';
import { startChild } from '../../../scripts/lib/child.mjs';
import { createStopper } from '../../../scripts/lib/stopper.mjs';

describe('an end', () => {
  const setUp = () => {
    const signals = new EventEmitter();
    const said: string[] = [];
    const did: string[] = [];
    const stopper = createStopper(signals, (line) => void said.push(line));
    const step = (name: string) => () => void did.push(name);
    return { signals, said, did, stopper, step };
  };

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('by %s goes desk, lab, files, once, with exit code 0', async (name) => {
    const { signals, said, did, stopper, step } = setUp();
    stopper.add('files', step('files'));
    stopper.add('lab', step('lab'));
    stopper.add('desk', step('host'));
    stopper.add('desk', step('window'));
    signals.emit(name);
    signals.emit('SIGINT');
    expect(await stopper.done).toBe(0);
    expect(did).toEqual(['host', 'window', 'lab', 'files']);
    expect(said).toEqual(['stopping']);
  });

  test('goes on when one step fails, and says so', async () => {
    const { said, did, stopper, step } = setUp();
    stopper.add('desk', () => Promise.reject(new Error('the window hangs')));
    stopper.add('files', step('files'));
    await stopper.stop(3, 'the host has ended');
    expect(await stopper.done).toBe(3);
    expect([said, did]).toEqual([['the host has ended', 'the window hangs'], ['files']]);
  });

  test('keeps the first exit code', async () => {
    const { signals, stopper } = setUp();
    const failed = stopper.fail('the build failed');
    signals.emit('SIGINT');
    expect(await failed).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('a child', () => {
  const shell = (script: string) => startChild('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const firstOutput = ({ process: { stdout } }: ReturnType<typeof startChild>) =>
    new Promise<string>((resolve) => stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())));
  test('is asked to end before it is made to', async () => {
    const child = shell('trap "exit 7" TERM; echo up; while :; do sleep 0.01; done');
    await firstOutput(child);
    await child.stop(2_000);
    expect(await child.ended).toBe(7);
  });

  test('that does not listen is killed in time, with what it started', async () => {
    const child = shell('trap "" TERM; sleep 60 & echo up; wait');
    await firstOutput(child);
    // The pipe closes when the last process that holds it is gone, which is the sleep.
    const gone = new Promise((resolve) => child.process.stdout?.once('close', () => resolve('gone')));
    const since = performance.now();
    await child.stop(50);
    expect(performance.now() - since).toBeLessThan(1_000);
    expect(await gone).toBe('gone');
  });

  test('that has ended already is no trouble', async () => {
    const child = shell('exit 0');
    await child.ended;
    await expect(child.stop(50)).resolves.toBeUndefined();
  });

  test('that cannot be started ends with 127', async () => {
    const child = startChild('/nowhere/at/all', [], { stdio: 'ignore' });
    expect(await child.ended).toBe(127);
    await expect(child.stop(50)).resolves.toBeUndefined();
  });
});

describe('a build is stale', () => {
  let folder: string;
  const write = (path: string, at: number) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, at, at);
  };
  const settle = () => {
    for (const name of ['main', 'main/app', 'preload', 'renderer']) {
      mkdirSync(join(folder, name), { recursive: true });
      utimesSync(join(folder, name), 100, 100);
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offhook-build-'));
    write('main/app/a.ts', 100);
    write('vite.config.ts', 100);
    settle();
    for (const name of ['renderer/index.html', 'electron/index.cjs', 'preload/index.cjs']) write(`out/${name}`, 200);
    for (const name of ['browser', 'browser-host']) write(`out/${name}/index.cjs`, 200);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('not while nothing has changed', () => {
    expect(isBuildStale(folder)).toBe(false);
  });

  test('when one of its products is missing', () => {
    rmSync(join(folder, 'out/preload/index.cjs'));
    expect(isBuildStale(folder)).toBe(true);
  });

  test.each(['main/app/a.ts', 'vite.config.ts', 'renderer/new.tsx'])('when %s is newer', (path) => {
    write(path, 300);
    expect(isBuildStale(folder)).toBe(true);
  });

  test('when a source was deleted', () => {
    rmSync(join(folder, 'main/app/a.ts'));
    expect(isBuildStale(folder)).toBe(true);
  });
});
