import type { Target } from '../search/target.ts';
import { freeNumber, typedDigits } from '../search/typed-number.ts';

/** A text somebody types to find a target, and what was found for it. */
export interface FoundTargets {
  readonly text: string;
  /** The text, once all that can be known of it is among the targets; null while an answer is awaited. */
  readonly answered: string | null;
  /** null: not known (yet). */
  readonly targets: readonly Target[] | null;
}

export const nothingFound: FoundTargets = { text: '', answered: null, targets: null };

export const isSearching = (found: FoundTargets): boolean => found.answered !== found.text;

/** The longest text that `findOutside`, `previewDial` and `dial` take, on one line. */
export const oneLine = (text: string, longest = 100): string => text.replaceAll(/[\r\n\t]+/g, ' ').slice(0, longest);

/** Digits go exactly where they say: their own row comes first, found or not. Letters choose the best match. */
export function targetRows({ text, answered, targets }: FoundTargets): readonly Target[] {
  const found = targets ?? [];
  const dials = typedDigits(text);
  if (dials === null) return found;
  // Main writes what was typed as a person reads it, and as the dial plan wants it; what was typed before is none any more.
  const typed = found.find((each) => each.kind === 'number' && each.name === null);
  const exact =
    found.find((each) => each.dials === dials) ?? (answered === text ? typed : undefined) ?? freeNumber(dials);
  return [exact, ...found.filter((each) => each !== exact && each !== typed)];
}

/** The row meant by an Enter that was pressed before the list was there: only where there is no choice. */
export function onlyMeant(found: FoundTargets): Target | null {
  const rows = targetRows(found);
  return rows.length === 1 || typedDigits(found.text) !== null ? (rows[0] ?? null) : null;
}

export type SendHow = 'transfer' | 'consult' | 'toVoicemail' | 'parkAndTell';

/** What can be done with a caller at such a target. */
export function waysTo(target: Target): readonly SendHow[] {
  switch (target.kind) {
    case 'colleague':
      return ['transfer', 'consult', 'toVoicemail', 'parkAndTell'];
    case 'number':
    case 'contact':
    case 'recent':
    case 'queue':
      return ['transfer', 'consult'];
    case 'conference':
    case 'parking':
      return ['transfer'];
  }
}

/** The same for the call at hand: whoever is asked into a conference is called first, and AMI calls nobody. */
export function waysIn(
  of: { readonly invites: boolean; readonly byAmi: boolean; readonly canPark: boolean },
  target: Target,
): readonly SendHow[] {
  if (of.invites) return ['consult'];
  const cannot: readonly SendHow[] = [
    ...(of.byAmi ? (['consult'] as const) : []),
    ...(of.canPark ? [] : (['parkAndTell'] as const)),
  ];
  return waysTo(target).filter((how) => !cannot.includes(how));
}

export const isSame = (a: Target, b: Target): boolean => a.kind === b.kind && a.dials === b.dials;

/** The same target in a list that came later, so that an Enter means who was highlighted; null: they are not in it. */
export function sameRow(rows: readonly Target[], selected: number | null, later: readonly Target[]): number | null {
  const target = selected === null ? undefined : rows[selected];
  if (target === undefined) return null;
  const at = later.findIndex((each) => isSame(each, target));
  return at === -1 ? null : at;
}

/** One row further, stopping at neither end. */
export const stepped = (selected: number | null, by: 1 | -1, count: number): number | null => {
  if (count === 0) return null;
  return selected === null ? (by === 1 ? 0 : count - 1) : (selected + by + count) % count;
};
