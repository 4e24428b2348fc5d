import type { Range } from './target.ts';

/** How well a query fits; lower is better. */
export const ranks = { exact: 0, extension: 1, start: 2, words: 3, within: 4, scattered: 5 } as const;

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

/** What was typed: folded, trimmed, not empty, one space between its words. */
export interface Query {
  readonly text: string;
  readonly words: readonly string[];
}

export const queryOf = (text: string): Query => ({ text, words: text.split(' ') });

/** How well it fits; null: it is not that one. Makes nothing: it is asked of thousands between two frames. */
export function rankOf(query: Query, searched: Searched): number | null {
  const { extension, name, more } = searched;
  const { text } = query;
  if (extension.startsWith(text)) return extension === text ? ranks.exact : ranks.extension;
  if (name.startsWith(text)) return ranks.start;
  if (beginsWords(query, searched)) return ranks.words;
  if (name.includes(text) || (more !== '' && besideName(query, searched) !== null)) return ranks.within;
  return text.length > 1 && isScattered(text, searched) ? ranks.scattered : null;
}

/** The same, with what is marked. */
export function match(query: Query, searched: Searched): Match | null {
  const rank = rankOf(query, searched);
  return rank === null ? null : { rank, ranges: rangesOf(rank, query, searched) };
}

function rangesOf(rank: number, query: Query, searched: Searched): readonly Range[] {
  const { text, words } = query;
  const { name, starts } = searched;
  if (rank === ranks.start) return [[0, text.length]];
  if (rank === ranks.words) return byWords(words, name, starts) ?? [];
  if (rank === ranks.scattered) return asSubsequence(text, name, starts) ?? [];
  if (rank !== ranks.within) return [];
  const at = name.indexOf(text);
  return at >= 0 ? [[at, at + text.length]] : (besideName(query, searched) ?? []);
}

function beginsWords({ text, words }: Query, { name, starts }: Searched): boolean {
  if (words.length > 1) return byWords(words, name, starts) !== null;
  for (const at of starts) if (name.startsWith(text, at)) return true;
  return false;
}

function isScattered(text: string, { name, starts }: Searched): boolean {
  const first = starts.find((at) => name[at] === text[0]);
  if (first === undefined) return false;
  let from = first;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (letter === ' ') continue;
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** What was typed stands in the team or company, or its words begin words of name and company: `ann acme`. */
function besideName({ text, words }: Query, { name, starts, more }: Searched): readonly Range[] | null {
  if (more.includes(text)) return [];
  const ranges: Range[] = [];
  for (const word of words) {
    const start = startOf(word, name, starts, ranges);
    if (start !== undefined) ranges.push([start, start + word.length]);
    else if (!wordStarts(more).some((at) => more.startsWith(word, at))) return null;
  }
  return ranges.length === 0 ? null : ranges.toSorted(([a], [b]) => a - b);
}

/** Where a word of the name begins with `word` that no word before it has taken. */
const startOf = (word: string, name: string, starts: readonly number[], taken: readonly Range[]): number | undefined =>
  starts.find((at) => name.startsWith(word, at) && taken.every(([from]) => from !== at));

/** Each word of the query begins a word of the name, in any order: `ex al` finds Alice Example. */
function byWords(words: readonly string[], name: string, starts: readonly number[]): readonly Range[] | null {
  const ranges: Range[] = [];
  for (const word of words) {
    const start = startOf(word, name, starts, ranges);
    if (start === undefined) return null;
    ranges.push([start, start + word.length]);
  }
  return ranges.toSorted(([a], [b]) => a - b);
}

/** The letters of the query in their order, from the beginning of some word: `aex` finds Alice Example. */
function asSubsequence(query: string, name: string, starts: readonly number[]): readonly Range[] | null {
  const first = starts.find((at) => name[at] === query[0]);
  if (first === undefined) return null;
  const ranges: [number, number][] = [];
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
