/** How well a query fits; lower is better. */
export const ranks = { exact: 0, extension: 1, start: 2, words: 3, within: 4, scattered: 5 } as const;

export type Range = [from: number, to: number];

export interface Match {
  readonly rank: number;
  /** Parts of the name that matched. */
  readonly ranges: readonly Range[];
}

/** What is searched of one place a call can go. All folded. */
export interface Searched {
  readonly extension: string;
  readonly name: string;
  /** Where words begin in `name`. */
  readonly starts: readonly number[];
  /** Team, company, digits of a long number: matches, but is not marked. */
  readonly more: string;
}

export function wordStarts(folded: string): readonly number[] {
  const starts: number[] = [];
  for (const { index } of folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) starts.push(index);
  return starts;
}

/** `query` is folded and trimmed, and not empty. Null: it is not that one. */
export function match(query: string, searched: Searched): Match | null {
  const { extension, name, starts, more } = searched;
  if (extension === query) return { rank: ranks.exact, ranges: [] };
  if (extension.startsWith(query)) return { rank: ranks.extension, ranges: [] };
  if (name.startsWith(query)) return { rank: ranks.start, ranges: [[0, query.length]] };
  const words = byWords(query, name, starts);
  if (words !== null) return { rank: ranks.words, ranges: words };
  const within = name.indexOf(query);
  if (within >= 0) return { rank: ranks.within, ranges: [[within, within + query.length]] };
  const beside = more === '' ? null : besideName(query, searched);
  if (beside !== null) return { rank: ranks.within, ranges: beside };
  const scattered = query.length < 2 ? null : asSubsequence(query, name, starts);
  return scattered === null ? null : { rank: ranks.scattered, ranges: scattered };
}

/** What was typed stands in the team or company, or its words begin words of name and company: `ann acme`. */
function besideName(query: string, { name, starts, more }: Searched): Range[] | null {
  if (more.includes(query)) return [];
  const [named, others]: [string[], string[]] = [[], []];
  for (const word of query.split(' ')) (byWords(word, name, starts) === null ? others : named).push(word);
  if (named.length === 0 || !others.every((word) => wordStarts(more).some((at) => more.startsWith(word, at))))
    return null;
  return byWords(named.join(' '), name, starts);
}

/** Each word of the query begins a word of the name, in any order: `ex al` finds Alice Example. */
function byWords(query: string, name: string, starts: readonly number[]): Range[] | null {
  const ranges: Range[] = [];
  for (const word of query.split(' ')) {
    const start = starts.find((at) => name.startsWith(word, at) && ranges.every(([from]) => from !== at));
    if (start === undefined) return null;
    ranges.push([start, start + word.length]);
  }
  return ranges.toSorted(([a], [b]) => a - b);
}

/** The letters of the query in their order, from the beginning of some word: `aex` finds Alice Example. */
function asSubsequence(query: string, name: string, starts: readonly number[]): Range[] | null {
  const first = starts.find((at) => name[at] === query[0]);
  if (first === undefined) return null;
  const ranges: Range[] = [];
  let from = first;
  for (const letter of query) {
    if (letter === ' ') continue;
    const at = name.indexOf(letter, from);
    if (at < 0) return null;
    const last = ranges.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else ranges.push([at, at + 1]);
    from = at + 1;
  }
  return ranges;
}
