import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { Disposable } from '../base/disposable.ts';
import { failed, type Result, success } from '../base/result.ts';

/** What a store can be asked, by name: one input, one output, both plain data. */
export type StoreTable = Readonly<Record<string, (input: never) => unknown>>;
export type StoreInput<Table extends StoreTable, Name extends keyof Table> = Parameters<Table[Name]>[0];
export type StoreOutput<Table extends StoreTable, Name extends keyof Table> = Awaited<ReturnType<Table[Name]>>;

/** `gone`: its thread has ended, with the reason. `broken`: it could not do this one thing. */
export interface StoreFailure {
  readonly kind: 'gone' | 'broken';
  readonly detail: string;
}

export interface StoreQuestion {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}
export type StoreAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly detail: string };

/**
 * A database in a thread of its own, begun with the first question: however long one takes, no call waits for it.
 * Questions are answered in their order. The thread's messages are our own program's, and are not decoded again.
 */
export class StoreThread<Table extends StoreTable> implements Disposable {
  readonly #file: URL;
  readonly #data: unknown;
  /** Null: it was not asked anything yet, so there is no thread. */
  #worker: Worker | null = null;
  readonly #asked = new Map<number, (answer: Result<unknown, StoreFailure>) => void>();
  #nextId = 1;
  #gone: StoreFailure | null = null;

  /** `file`: the module that calls `serveStore`. `data`: what it is told at its start. */
  constructor(file: URL, data: unknown) {
    this.#file = file;
    this.#data = data;
  }

  ask<Name extends keyof Table & string>(
    name: Name,
    input: StoreInput<Table, Name>,
  ): Promise<Result<StoreOutput<Table, Name>, StoreFailure>> {
    if (this.#gone !== null) return Promise.resolve(failed(this.#gone));
    const { promise, resolve } = Promise.withResolvers<Result<unknown, StoreFailure>>();
    const id = this.#nextId++;
    this.#asked.set(id, resolve);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a window has
    this.#running().postMessage({ id, name, input } satisfies StoreQuestion);
    return promise as Promise<Result<StoreOutput<Table, Name>, StoreFailure>>;
  }

  dispose(): void {
    this.#end('it was closed');
    void this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = beginThread(this.#file, this.#data);
    worker.on('message', (answer: StoreAnswer) => this.#answer(answer));
    worker.on('error', (error) => this.#end(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.#end('the thread has ended'));
    this.#worker = worker;
    return worker;
  }

  #answer(answer: StoreAnswer): void {
    const resolve = this.#asked.get(answer.id);
    this.#asked.delete(answer.id);
    resolve?.(answer.ok ? success(answer.value) : failed({ kind: 'broken', detail: answer.detail }));
  }

  #end(detail: string): void {
    this.#gone ??= { kind: 'gone', detail };
    for (const resolve of this.#asked.values()) resolve(failed(this.#gone));
    this.#asked.clear();
  }
}

/**
 * Where a store's thread begins: beside the module that opens it in the sources, in a folder of its own in a build, and
 * packed in a package.
 */
export function threadFile(opener: string, source: string, built: string): URL {
  if (opener.endsWith('.ts')) return new URL(source, opener);
  const file = new URL(`../${built}/index.cjs`, opener);
  const packed = new URL(`${file.href}.gz`);
  return existsSync(packed) ? packed : file;
}

/** In a package by its text: main reads that through Electron's archive, which is checked as it is read. */
function beginThread(file: URL, workerData: unknown): Worker {
  if (!file.pathname.endsWith('.gz')) return new Worker(file, { workerData });
  return new Worker(gunzipSync(readFileSync(file)).toString(), { eval: true, workerData });
}
