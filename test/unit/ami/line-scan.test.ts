import { readFileSync } from 'node:fs';
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LineScan,
  lineScan,
  longestRead,
  PlainLineScan,
  smallLetters,
} from '../../../main/ami/codec/line-scan.ts';
import { lineScanCode } from '../../../main/ami/codec/line-scan-code.ts';
import { assemble } from '../../../scripts/lib/assemble.mjs';

/** Line ends at every distance from each other and from the borders of sixteen bytes. */
const text = array(constantFrom('\r\n', '\r\n\r\n', '\r', '\n', 'a', 'Name: value', 'x'.repeat(13)), {
  maxLength: 60,
}).map((parts) => parts.join(''));

const blanksOf = (scan: LineScan, read: Buffer): readonly number[] => {
  const count = scan.load(read);
  return [...scan.blanks.subarray(0, count)];
};

const linesOf = (scan: LineScan, bytes: Buffer, start: number, end: number): readonly string[] => {
  const count = scan.lines(bytes, start, end);
  const starts = [...scan.starts.subarray(0, count + 1)];
  return starts.slice(0, -1).map((at, line) => scan.bytes.single.toString('latin1', at, (starts[line + 1] ?? 0) - 2));
};

/** The next line whose fifth to eighth byte are `nel:`. */
const next = (scan: LineScan, line: number, count: number): number =>
  scan.seek(line, count, 4, Buffer.from('nel:').readInt32LE(0) | smallLetters);

/** As a regular expression finds them: slow, and plainly right. */
const expectedBlanks = (read: string): readonly number[] =>
  [...read.matchAll(/\r\n(?=\r\n)/g)].map(({ index }) => index);

describe.each([
  ['in WebAssembly', lineScan],
  ['without it', new PlainLineScan()],
])('lines and blank lines %s', (_how, scan) => {
  it('are found wherever they are, whatever was read before', () => {
    assert(
      property(text, text, (before, now) => {
        scan.load(Buffer.from(`${before}\r\n\r\n`.repeat(3)));
        const read = Buffer.from(now);
        expect(blanksOf(scan, read)).toEqual(expectedBlanks(now));
        expect(linesOf(scan, read, 0, read.length)).toEqual(now.split('\r\n'));
      }),
      { numRuns: 500 },
    );
  });

  it('are found in the longest read, full of them', () => {
    const read = Buffer.from('\r\n'.repeat(longestRead / 2));
    expect(blanksOf(scan, read)).toHaveLength(longestRead / 2 - 1);
    expect(linesOf(scan, read, 0, read.length)).toHaveLength(longestRead / 2 + 1);
  });

  it('are found by what their names end with, in either case, as one by one', () => {
    const named = array(constantFrom('Channel: a', 'CHANNEL: b', 'channel; c', 'nel:', 'Uniqueid: d', 'x', ''), {
      maxLength: 30,
    });
    assert(
      property(named, (lines) => {
        const read = Buffer.from(lines.join('\r\n'));
        scan.load(read);
        const count = scan.lines(read, 0, read.length);
        const found: number[] = [];
        for (let line = next(scan, 0, count); line >= 0; line = next(scan, line + 1, count)) found.push(line);
        // Bytes behind the last line are whatever was read before.
        const sure = found.filter((line) => 'Channel:'.length <= (lines[line] ?? '').length);
        expect(sure).toEqual(lines.flatMap((line, at) => (/^.{4}nel:/i.test(line) ? [at] : [])));
      }),
    );
  });

  it('are found in bytes that were read long before', () => {
    const earlier = Buffer.from('..A: 1\r\nB: 2..');
    scan.load(Buffer.from('something else'));
    expect(linesOf(scan, earlier, 2, earlier.length - 2)).toEqual(['A: 1', 'B: 2']);
  });
});

describe('the WebAssembly', () => {
  it('is what its text says', async () => {
    const wat = readFileSync(new URL('../../../main/ami/codec/line-scan.wat', import.meta.url), 'utf8');
    expect(await assemble('line-scan.wat', wat)).toBe(lineScanCode);
  });
});
