/**
 * One cell of a CSV file that a spreadsheet will open: quoted always, and what a spreadsheet would take for a formula
 * begins with an apostrophe (OWASP, "CSV injection": = + - @, tab and carriage return, after blanks too). A telephone
 * number may keep its plus: with digits, blanks and brackets alone it computes nothing.
 */
export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value).replaceAll('\0', '');
  const isNumber = /^\+?[0-9][0-9 ().]*$/.test(text);
  const isFormula = !isNumber && /^[\s\u00a0\u200b\ufeff]*[=+\-@\t\r|%＝＋－＠]/u.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}

export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
