interface HighlightedProps {
  readonly text: string;
  /** Start and end of what matched, in order. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** A text with what matched in bold. Overlapping matches are drawn once. */
export function Highlighted({ text, ranges }: HighlightedProps) {
  const parts: { readonly text: string; readonly hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from < at) continue;
    parts.push({ text: text.slice(at, from), hit: false }, { text: text.slice(from, to), hit: true });
    at = to;
  }
  parts.push({ text: text.slice(at), hit: false });
  // The parts of a fixed text: their place is their key.
  // oxlint-disable-next-line react/no-array-index-key
  return <bdi>{parts.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</bdi>;
}
