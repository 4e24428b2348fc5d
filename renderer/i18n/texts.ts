import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

/**
 * The texts in the language that is spoken now. They are read when something is drawn, never kept: an imported binding
 * follows what it was exported as (ECMA-262 16.2.1.7, live bindings), so `speak` reaches everybody.
 */
export let t: Catalogue = en;

/** From here on the page speaks this; what is on the screen already must be drawn again. */
export function speak(language: Catalogue): void {
  t = language;
}
