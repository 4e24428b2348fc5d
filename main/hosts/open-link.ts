import { spawn } from 'node:child_process';
import { failed, type Result, success } from '../base/result.ts';

/** What is asked for: the same as the application's opening of a link. */
type Opening =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'command'; readonly file: string; readonly args: readonly string[] };

/** The system's own way to open an address: a program and its arguments, no shell. `start` would be one of cmd.exe. */
const openers: Readonly<Record<string, readonly [file: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens addresses by the system and runs programs; each lives on by itself. `openUrl`: the host has a way of its own. */
export function linkOpener(platform: string, openUrl: ((url: string) => Promise<void>) | null = null) {
  return async (opening: Opening): Promise<Result<void, string>> => {
    if (opening.kind === 'command') return started(opening.file, opening.args);
    if (openUrl === null) {
      const [file, ...args] = openers[platform] ?? ['xdg-open'];
      return started(file, [...args, opening.url]);
    }
    try {
      await openUrl(opening.url);
      return success();
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  };
}

function started(file: string, args: readonly string[]): Promise<Result<void, string>> {
  const { promise, resolve } = Promise.withResolvers<Result<void, string>>();
  const child = spawn(file, [...args], { detached: true, stdio: 'ignore', shell: false, windowsHide: true });
  child.once('spawn', () => {
    child.unref();
    resolve(success());
  });
  child.once('error', (error) =>
    resolve(failed(`${file} cannot be started: ${'code' in error ? String(error.code) : error.message}`)),
  );
  return promise;
}
