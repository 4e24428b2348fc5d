import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreThread, threadFile } from '../../../main/store/store-thread.ts';

interface Multiplying {
  readonly [name: string]: (input: never) => unknown;
  readonly multiply: (input: number) => number;
}

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  parentPort.on('message', ({ id, input }) => parentPort.postMessage({ id, ok: true, value: input * workerData.by }));`;

describe('the thread of a store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offhook-thread-'));
    mkdirSync(join(folder, 'store-thread'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const inBuild = (name: string): URL => pathToFileURL(join(folder, 'store-thread', name));
  const asked = (): URL => threadFile(pathToFileURL(join(folder, 'host/index.js')).href, './x.ts', 'store-thread');
  const answerOf = async (file: URL) => {
    const thread = new StoreThread<Multiplying>(file, { by: 2 });
    try {
      return await thread.ask('multiply', 21);
    } finally {
      thread.dispose();
    }
  };

  test('begins beside who opens it in the sources', () => {
    const { href } = threadFile('file:///offhook/main/history/open-history.ts', './history-thread.ts', 'store-thread');
    expect(href).toBe('file:///offhook/main/history/history-thread.ts');
  });

  test('begins with a program of its own in a build', async () => {
    writeFileSync(inBuild('index.cjs'), program);
    expect(asked().href).toBe(inBuild('index.cjs').href);
    expect(await answerOf(asked())).toEqual({ ok: true, value: 42 });
  });

  test('begins with the text of one that is packed in a package', async () => {
    writeFileSync(inBuild('index.cjs.gz'), gzipSync(program));
    expect(asked().href).toBe(inBuild('index.cjs.gz').href);
    expect(await answerOf(asked())).toEqual({ ok: true, value: 42 });
  });

  test('that does not begin says why to whoever asks', async () => {
    writeFileSync(inBuild('index.cjs.gz'), gzipSync("throw new Error('no database here')"));
    expect(await answerOf(asked())).toEqual({ ok: false, failure: { kind: 'gone', detail: 'no database here' } });
  });
});
