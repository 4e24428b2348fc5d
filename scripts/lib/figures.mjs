// @ts-check
/** @typedef {Readonly<Record<string, unknown>>} Figures */

const columns = ['bench', 'name', 'n', 'p50', 'p95', 'unit', 'vs', 'ratio'];

/** @param {unknown} value */
const cell = (value) => {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value);
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
};

/**
 * Results as a table: known columns first, numbers to the right, empty columns left out.
 * @param {readonly Figures[]} rows
 */
export const table = (rows) => {
  const extra = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !columns.includes(name));
  const used = [...columns, ...extra].filter((name) => rows.some((row) => row[name] !== undefined));
  const cells = [used, ...rows.map((row) => used.map((name) => cell(row[name])))];
  const widths = used.map((_, at) => Math.max(...cells.map((line) => (line[at] ?? '').length)));
  const isNumber = used.map((name) => rows.every((row) => row[name] === undefined || typeof row[name] === 'number'));
  return cells
    .map((line) =>
      line
        .map((text, at) => (isNumber[at] === true ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
