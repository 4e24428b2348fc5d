/** A file of `rows` rows with every kind of mess in known places, and what has to be said of it. */
export function messyCsv(rows: number): {
  readonly bytes: Buffer;
  readonly taken: number;
  readonly rejected: readonly string[];
} {
  const lines = ['"Full Name";Company;Mobile;Telephone;Notes'];
  const rejected: string[] = [];
  let taken = 0;
  let line = 2;
  for (let row = 0; row < rows; row++) {
    const [text, reason] = messOf(row);
    if (reason === null) taken += 1;
    else if (reason !== 'blank') rejected.push(`${line} ${reason}`);
    lines.push(text);
    line += text.split('\r\n').length;
  }
  return { bytes: Buffer.from(lines.join('\r\n'), 'utf8'), taken, rejected };
}

function messOf(row: number): readonly [text: string, reason: string | null] {
  const number = `+44 20 7${String(row).padStart(7, '0')}`;
  switch (row % 12) {
    case 0:
      return [`Anna ${row};Acme;${number};;`, null];
    case 1:
      return [`"Berg; Anna ${row}";"A ""quoted"" firm";;${number};`, null];
    case 2:
      return [`Nobody ${row};Acme;;;`, 'no-number'];
    case 3:
      return [`;;${number};;`, 'nobody-named'];
    case 4:
      return [`Bad ${row};Acme;call me;;`, 'not-a-number'];
    case 5:
      return [`"Open ${row};Acme;${number};;`, 'quote-not-closed'];
    case 6:
      return [`Short ${row};Firm;${number}`, null];
    case 7:
      return [`Long ${row};Firm;${number};;;;;x`, null];
    case 8:
      return ['', 'blank'];
    case 9:
      return [`"Notes ${row}";Firm;${number};;"two\r\nlines"`, null];
    case 10:
      return [`=cmd|' /C calc'!A${row};Firm;${number};;`, null];
    default:
      return [`Anna ${row - 11};Acme;+44 20 7${String(row - 11).padStart(7, '0')};;`, 'duplicate'];
  }
}
