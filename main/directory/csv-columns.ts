/** What a column of a file holds. `value` and `type` of the same `pair` belong together (Google's Phone 1 - Value). */
export type Column =
  | { readonly kind: 'name' | 'given' | 'middle' | 'family' | 'company' | 'role' | 'email' | 'note' | 'uid' | 'ignore' }
  | { readonly kind: 'number'; readonly label: string }
  | { readonly kind: 'number-type'; readonly pair: string }
  | { readonly kind: 'number-value'; readonly pair: string };

/** Headings as spreadsheets, Outlook, Google and phone systems write them, in the languages seen most. Folded. */
const headings: readonly (readonly [RegExp, Column])[] = [
  [
    /^(name|full ?name|display ?name|contact( ?name)?|anzeigename|nom complet|nombre completo|file as|naam)$/,
    { kind: 'name' },
  ],
  [/^(first ?name|given ?name|forename|vorname|prenom|nombre|voornaam|nome)$/, { kind: 'given' }],
  [/^(middle ?name|additional ?name|zweiter vorname)$/, { kind: 'middle' }],
  [/^(last ?name|family ?name|surname|nachname|nom( de famille)?|apellidos?|achternaam|cognome)$/, { kind: 'family' }],
  [
    /^(company( name)?|organi[sz]ation( 1 - name| name)?|firma|unternehmen|societe|entreprise|empresa|bedrijf|azienda|account( name)?|customer|kunde)$/,
    { kind: 'company' },
  ],
  [
    /^(job ?title|title|position|role|department|organi[sz]ation 1 - title|abteilung|funktion|fonction|cargo)$/,
    { kind: 'role' },
  ],
  [/^(e ?mail( address)?( 1 - value)?|e ?mail ?1|mail|courriel|correo)$/, { kind: 'email' }],
  [/^(notes?|remarks?|comments?|notiz(en)?|bemerkung(en)?|remarques?)$/, { kind: 'note' }],
  [/^(uid|id|contact id|customer (id|number|no)|kundennummer)$/, { kind: 'uid' }],
];

const pairValue = /^phone (\d+) value$/;
const pairType = /^phone (\d+) (type|label)$/;
const isNumberHeading =
  /(phone|number|telefon|telephone|^tel|mobile|mobil|cell|handy|portable|movil|cellulare|durchwahl|extension|^ext$|nummer|rufnummer|numero|^fon$)/;
const isFax = /fax|pager|telex/;

const labels: readonly (readonly [RegExp, string])[] = [
  [/mobile|mobil|cell|handy|portable|movil/, 'Mobile'],
  [/home|privat|domicile|casa/, 'Home'],
  [/business|work|office|geschaft|buro|bureau|trabajo|company main/, 'Office'],
  [/extension|durchwahl|^ext$/, 'Extension'],
];

export const foldHeading = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a heading says of its column; null: it is none we know. */
export function readHeading(heading: string): Column | null {
  const folded = foldHeading(heading);
  const [, value] = pairValue.exec(folded) ?? [];
  if (value !== undefined) return { kind: 'number-value', pair: value };
  const [, type] = pairType.exec(folded) ?? [];
  if (type !== undefined) return { kind: 'number-type', pair: type };
  const known = headings.find(([pattern]) => pattern.test(folded));
  if (known !== undefined) return known[1];
  if (isFax.test(folded)) return { kind: 'ignore' };
  return isNumberHeading.test(folded) ? { kind: 'number', label: labelOf(heading, folded) } : null;
}

const labelOf = (heading: string, folded: string): string =>
  labels.find(([pattern]) => pattern.test(folded))?.[1] ??
  (/^(phone|number|tel|telefon|nummer)( number)?$/.test(folded) ? '' : heading.trim());

const looksLikeNumber = (cell: string): boolean => /^\+?[\d\s().\u00a0/-]{3,}$/.test(cell.trim()) && /\d{2}/.test(cell);

/** The columns of a table: by its headings where the first row is one, else by what stands in them. */
export function readColumns(rows: readonly (readonly string[])[]): {
  readonly columns: readonly Column[];
  readonly hasHeading: boolean;
} {
  const [first = []] = rows;
  const read = first.map(readHeading);
  const hasHeading = read.some((column) => column !== null) && !first.some(looksLikeNumber);
  if (hasHeading) return { columns: read.map((column) => column ?? { kind: 'ignore' }), hasHeading };
  return { columns: guessColumns(rows), hasHeading: false };
}

function guessColumns(rows: readonly (readonly string[])[]): readonly Column[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  let texts = 0;
  return Array.from({ length: width }, (_, at): Column => {
    const cells = rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
    if (cells.length === 0) return { kind: 'ignore' };
    if (cells.filter(looksLikeNumber).length > cells.length / 2) return { kind: 'number', label: '' };
    if (cells.filter((cell) => /^\S+@\S+\.\S+$/.test(cell)).length > cells.length / 2) return { kind: 'email' };
    texts += 1;
    return texts === 1 ? { kind: 'name' } : texts === 2 ? { kind: 'company' } : { kind: 'ignore' };
  });
}
