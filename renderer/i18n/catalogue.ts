import type { en } from './en.ts';

/** A text as any language may have it: the same keys and the same values to fill in, other words. */
type Worded<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => infer Said
    ? (...values: Values) => Worded<Said>
    : { readonly [Key in keyof Text]: Worded<Text[Key]> };

/** Every text a person can read on a page. English is what a language is measured by: one that lacks a text does not compile. */
export type Catalogue = Worded<typeof en>;
