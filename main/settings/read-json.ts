import { readFile } from 'node:fs/promises';
import { failed, type Result, success } from '../base/result.ts';
import { type Document, isDocument } from './document.ts';

/** Why a file is of no use: `unreadable` the system says, `broken` its text does. */
export interface UnusableFile {
  readonly kind: 'unreadable' | 'broken';
  readonly words: string;
}

/** The object in a JSON file; null: there is no such file. What is wrong is told without quoting from the file. */
export async function readJson(path: string): Promise<Result<Document | null, UnusableFile>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return success(null);
    const words = `cannot be read (${error instanceof Error ? error.message : 'unknown error'})`;
    return failed({ kind: 'unreadable', words });
  }
  try {
    // A byte-order mark is what Windows' editors put there.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isDocument(value) ? success(value) : failed({ kind: 'broken', words: 'expected an object in braces' });
  } catch (error) {
    // JSON.parse quotes the text around the fault, which in secrets.json may be a password: only the place is told.
    const place = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    return failed({ kind: 'broken', words: `is not valid JSON${place === undefined ? '' : ` (at ${place})`}` });
  }
}
