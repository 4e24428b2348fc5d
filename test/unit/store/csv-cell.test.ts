import { describe, expect, test } from 'vitest';
import { csvCell, csvLine } from '../../../main/store/csv-cell.ts';

describe('a cell of an export', () => {
  test.each([
    ['=HYPERLINK("http://evil.example","Click")', `"'=HYPERLINK(""http://evil.example"",""Click"")"`],
    ['+1-2', `"'+1-2"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1+1', `"'\t=1+1"`],
    ['\r=1', `"'\r=1"`],
    ['  =cmd|x', `"'  =cmd|x"`],
    ['\ufeff=1', `"'\ufeff=1"`],
    ['＝1+1', `"'＝1+1"`],
    ['%0A=1', `"'%0A=1"`],
  ])('%j, which a spreadsheet would compute, is text', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test.each([
    ['+44 20 7946 0137', '"+44 20 7946 0137"'],
    ['+442079460137', '"+442079460137"'],
    ['(212) 555-0142', '"(212) 555-0142"'],
    ['Anna "the Boss" Berg', '"Anna ""the Boss"" Berg"'],
    ['two\nlines', '"two\nlines"'],
    ['a\0b', '"ab"'],
    ['', '""'],
  ])('%j stays what it is', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test('is one of a line that ends as RFC 4180 says', () => {
    expect(csvLine(['a', 1, null])).toBe('"a","1",""\r\n');
  });
});
