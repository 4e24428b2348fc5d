import { closeSync, lstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { plainText } from '../base/plain-text.ts';
import { failed, type Result, success } from '../base/result.ts';
import { inTransaction } from '../store/open-database.ts';

/**
 * Notes for colleagues, in a folder that all of them can reach: each desk writes a file of its own and reads those of the
 * others, so that nobody waits for anybody and no lock over a network is needed. A line is a call. Everything that comes
 * from there is hostile: whoever can write into the folder can write anything.
 */

/** Of a file: nobody else's may be larger, and ours never is, bytes. */
const largestFile = 1024 * 1024;
const mostFiles = 200;
const [mostLines, longestLine] = [5000, 4000];
const longest = { id: 200, who: 64, agent: 80, note: 300, disposition: 40 } as const;
/** Older calls are not told; of those that say nothing, only that somebody was spoken with lately: who missed them sees it. */
const [told, toldQuiet] = [90 * 86_400_000, 14 * 86_400_000];

export const isSharedFile = (name: string): boolean => /^offhook-notes-[A-Za-z0-9_-]{1,80}\.jsonl$/.test(name);

/** The file of one desk. */
export const sharedFile = (folder: string, desk: string): string =>
  join(folder, `offhook-notes-${desk.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 80)}.jsonl`);

interface SharedLine {
  readonly id: string;
  readonly who: string;
  readonly direction: 'in' | 'out';
  readonly agent: string;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly note: string;
  readonly disposition: string | null;
}

export function sharedNotes(database: DatabaseSync) {
  return {
    /** Writes the desk's file anew: its calls that are over and have a note or a mark, or were answered; the newest first. */
    share: ({ file, now }: { readonly file: string; readonly now: number }): Result<void, string> => {
      const rows = database
        .prepare(
          `SELECT id, who, direction, agent, started, answered, ended, note, disposition FROM call
           WHERE who IS NOT NULL AND ended IS NOT NULL AND started > ?
             AND (note <> '' OR disposition IS NOT NULL OR (answered IS NOT NULL AND started > ?))
           ORDER BY started DESC LIMIT ${mostLines}`,
        )
        .all(now - told, now - toldQuiet);
      const lines: string[] = [];
      let left = largestFile;
      for (const row of rows) {
        const { started, answered, ended, ...rest } = row;
        const line = `${JSON.stringify({ ...rest, startedAt: started, answeredAt: answered, endedAt: ended })}\n`;
        left -= Buffer.byteLength(line);
        if (left < 0) break;
        if (line.length <= longestLine) lines.push(line);
      }
      return written(file, lines.join(''));
    },
    /** Reads the others' files that have changed, and forgets those that are gone. Gives how many were read anew. */
    readShared: ({ files, own }: { readonly files: readonly string[]; readonly own: string }): number => {
      const others = files.filter((file) => file !== own).slice(0, mostFiles);
      return inTransaction(database, () => {
        const known = database.prepare('SELECT file FROM shared_file').all();
        const gone = known.map((row) => String(row['file'])).filter((file) => !others.includes(file));
        for (const file of gone) forget(database, file);
        return gone.length + others.filter((file) => readAnew(database, file)).length;
      });
    },
  };
}

/** Whole or not at all, for whoever reads it meanwhile; who has nothing to tell has no file. */
function written(file: string, text: string): Result<void, string> {
  const part = join(dirname(file), `.${basename(file)}.part`);
  try {
    if (text === '') {
      rmSync(file, { force: true });
      return success();
    }
    writeFileSync(part, text);
    renameSync(part, file);
    return success();
  } catch (error) {
    rmSync(part, { force: true });
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function forget(database: DatabaseSync, file: string): void {
  for (const table of ['shared', 'shared_file']) database.prepare(`DELETE FROM ${table} WHERE file = ?`).run(file);
}

function readAnew(database: DatabaseSync, file: string): boolean {
  const stamp = stampOf(file);
  const before = database.prepare('SELECT stamp FROM shared_file WHERE file = ?').get(file)?.['stamp'];
  if (stamp === null || before === stamp) return false;
  forget(database, file);
  const put = database.prepare('INSERT OR IGNORE INTO shared VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const line of linesOf(file)) {
    const { id, who, direction, agent, startedAt, answeredAt, endedAt, note, disposition } = line;
    put.run(file, id, who, direction, agent, startedAt, answeredAt, endedAt, note, disposition);
  }
  database.prepare('INSERT INTO shared_file VALUES (?, ?)').run(file, stamp);
  return true;
}

/** Null: it is no file that could be read. A link or a pipe of that name is none of ours. */
function stampOf(file: string): string | null {
  try {
    const { mtimeMs, size, isFile } = statsOf(file);
    return isFile && size <= largestFile ? `${mtimeMs} ${size}` : null;
  } catch {
    // It went while we looked.
    return null;
  }
}

function statsOf(file: string): { readonly mtimeMs: number; readonly size: number; readonly isFile: boolean } {
  const stats = lstatSync(file);
  return { mtimeMs: stats.mtimeMs, size: stats.size, isFile: stats.isFile() };
}

function* linesOf(file: string): Iterable<SharedLine> {
  for (const text of textOf(file).split('\n').slice(0, mostLines)) {
    const line = text.length > longestLine || text.trim() === '' ? null : lineOf(text);
    if (line !== null) yield line;
  }
}

/** No more than was looked at: the file may grow while it is read. */
function textOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(largestFile);
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, largestFile, 0));
  } finally {
    closeSync(handle);
  }
}

/** Null: it is no line of ours. */
function lineOf(text: string): SharedLine | null {
  const json = parsed(text);
  if (typeof json !== 'object' || json === null) return null;
  const of = new Map<string, unknown>(Object.entries(json));
  const words = (name: keyof typeof longest): string => {
    const value = of.get(name);
    return typeof value === 'string' ? plainText(value, longest[name]) : '';
  };
  const at = (name: string): number | null => {
    const value = of.get(name);
    // 2000 to 2100.
    return typeof value === 'number' && value > 946_684_800_000 && value < 4_102_444_800_000 ? Math.round(value) : null;
  };
  const [startedAt, endedAt] = [at('startedAt'), at('endedAt')];
  const direction = of.get('direction');
  if (startedAt === null || endedAt === null || (direction !== 'in' && direction !== 'out')) return null;
  const line = { id: words('id'), who: words('who'), agent: words('agent'), note: words('note') };
  if (line.id === '' || line.who === '' || line.agent === '') return null;
  const disposition = words('disposition');
  return {
    ...{ ...line, direction, startedAt, endedAt, answeredAt: at('answeredAt') },
    disposition: disposition === '' ? null : disposition,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a line, or nobody's: it tells nothing.
    return null;
  }
}
