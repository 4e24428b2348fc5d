import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { failed, type Result, success } from '../base/result.ts';

/** Names and what is kept under them, as one JSON object in a file for its owner alone (0600). */
export interface PrivateFile {
  read(): Result<Readonly<Record<string, string>>, FileTrouble>;
  write(entries: Readonly<Record<string, string>>): Result<void, string>;
}

/** `loose`: others can read it, so what it holds is no secret any more. */
export type FileTrouble = 'loose' | 'broken' | 'unreadable';

const entriesOf = z.record(z.string(), z.string().min(1));

export function privateFile(path: string): PrivateFile {
  return {
    read: () => {
      let text: string;
      try {
        if (isLoose(path)) return failed('loose');
        text = readFileSync(path, 'utf8');
      } catch (error) {
        const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        return missing ? success({}) : failed('unreadable');
      }
      const entries = entriesOf.safeParse(parsed(text));
      return entries.success ? success(entries.data) : failed('broken');
    },
    write: (entries) => {
      const next = `${path}.next`;
      try {
        if (Object.keys(entries).length === 0) rmSync(path, { force: true });
        else replace(path, next, `${JSON.stringify(entries, null, 2)}\n`);
        return success();
      } catch (error) {
        rmSync(next, { force: true });
        // The system's words name the file and nothing that is in it.
        return failed(error instanceof Error ? error.message : 'it cannot be written');
      }
    },
  };
}

/** Windows has no such bits; there the profile folder's own ACL is what protects it. */
const isLoose = (path: string): boolean => process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;

/** On the platter before the old one goes: after a power cut there is one of the two. */
function replace(path: string, next: string, text: string): void {
  rmSync(next, { force: true });
  const handle = openSync(next, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, path);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // JSON.parse would quote a password: no words of its are passed on.
    return null;
  }
}
