import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

/**
 * The texts in the language that is spoken now. They are read when something is drawn, never kept: an imported binding
 * follows what it was exported as (ECMA-262 16.2.1.7, live bindings), so `speak` reaches everybody.
 */
export let t: Catalogue = en;

const listeners = new Set<() => void>();

/** From here on the page speaks this; whoever draws is told, since what is on the screen already must be drawn again. */
export function speak(language: Catalogue): void {
  t = language;
  for (const listener of listeners) listener();
}

/** The texts of now, for whoever has to notice that they are others. */
export const spoken = (): Catalogue => t;

export function onSpeak(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A sentence of main in the language of the page; what is in brackets at its end is a detail, and stays. */
export function said(words: string): string {
  const [, head = words, detail = ''] = /^(.*?)( \(.*\))?$/su.exec(words) ?? [];
  return t.said[words] ?? `${t.said[head] ?? head}${detail}`;
}
