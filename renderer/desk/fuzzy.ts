export interface FuzzyMatch {
  readonly score: number;
  /** What was typed stands there in one piece (or word by word), not letter by letter. */
  readonly whole: boolean;
  /** Start and end of each stretch that matched, for the highlight. */
  readonly ranges: readonly (readonly [number, number])[];
}

const wordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));

/** Best at the start of a word, then anywhere as one piece, then letter by letter in order; null: no match. */
export function fuzzyMatch(query: string, label: string): FuzzyMatch | null {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return { score: 0, whole: true, ranges: [] };
  const text = label.toLowerCase();
  const pieces = piecesOf(wanted, text);
  if (pieces !== null) return pieces;
  const ranges: [number, number][] = [];
  let from = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    const at = text.indexOf(letter, from);
    if (at === -1) return null;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else ranges.push([at, at + 1]);
    from = at + 1;
  }
  return { score: -ranges.length, whole: false, ranges };
}

/** Each word of the query as one piece of the text, in any order. */
function piecesOf(wanted: string, text: string): FuzzyMatch | null {
  let score = 0;
  const ranges: [number, number][] = [];
  for (const word of wanted.split(/\s+/)) {
    const at = bestPlace(word, text);
    if (at === -1) return null;
    score += wordStart(text, at) ? 200 - at : 100 - at;
    ranges.push([at, at + word.length]);
  }
  return { score, whole: true, ranges: ranges.toSorted((a, b) => a[0] - b[0]) };
}

function bestPlace(word: string, text: string): number {
  const first = text.indexOf(word);
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1)) if (wordStart(text, at)) return at;
  return first;
}
