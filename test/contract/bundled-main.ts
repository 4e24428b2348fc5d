import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface StartedMain {
  readonly main: ChildProcess;
  /** With its exit code; null: it was ended by a signal. */
  readonly ended: Promise<number | null>;
  /** All that it has said until now, and what was asked of Electron. */
  readonly said: () => string;
}

/** A program's first lines, after which it finds the stub where it asks for Electron's module. */
export const withStubElectron = (): string => {
  const stub = pathToFileURL(join(import.meta.dirname, 'stub-electron-module.mjs')).href;
  return `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) =>
      name === 'electron' ? { url: ${JSON.stringify(stub)}, shortCircuit: true } : next(name, context) });`;
};

/** Starts a built main in plain Node, with a stub in the place of Electron's module; its profile is `profile` in the folder. */
export async function startBundledMain(program: string, folder: string): Promise<StartedMain> {
  const hook = join(folder, 'hook.mjs');
  await writeFile(hook, withStubElectron());
  const main = spawn(
    process.execPath,
    ['--import', pathToFileURL(hook).href, program, '--profile', join(folder, 'profile')],
    { env: { PATH: process.env['PATH'], STUB_APP_DATA: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [main.stdout, main.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  return { main, ended: new Promise((done) => main.once('close', done)), said: () => said };
}
