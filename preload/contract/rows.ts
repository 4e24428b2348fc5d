type Makers = Readonly<Record<string, () => object>>;

/** What the makers of a table make, by name. */
export type Rows<Table extends Makers> = { readonly [Name in keyof Table]: ReturnType<Table[Name]> };

/**
 * A table whose rows are made when they are first asked for. Of more than a hundred requests a start needs none, and their
 * decoders were two fifths of all that zod built before the first view.
 */
export function rowsWhenAsked<const Table extends Makers>(makers: Table): Rows<Table> {
  const table = {};
  for (const [name, make] of Object.entries(makers)) {
    let row: object | null = null;
    Object.defineProperty(table, name, { enumerable: true, get: () => (row ??= make()) });
  }
  // Each name has a getter of its own maker; TypeScript cannot follow that through the loop.
  return table as Rows<Table>;
}
