import { z } from 'zod';

/** What the host around the page does: keys that work in every program, and what other programs ask for. */

/** `silence`, pressed twice, hangs up. */
export const globalAction = z.enum(['answer', 'silence', 'mute', 'dialClipboard']);
export type GlobalAction = z.infer<typeof globalAction>;

export const globalKey = z.object({
  action: globalAction,
  /** As in Ctrl+Shift+F9. */
  chord: z.string(),
  /**
   * `taken`: the system gave the key to another program or refused it; `types-text`: on some keyboard it writes a
   * character, so it was not asked for; `bad-chord`: it names no key.
   */
  state: z.enum(['registered', 'taken', 'types-text', 'bad-chord']),
});
export type GlobalKey = z.infer<typeof globalKey>;

/** A number from another program, not dialled before the person has seen it and pressed Enter: hostile text. */
export const dialAsked = z.object({
  /** Another one each time. */
  id: z.number(),
  text: z.string().max(100),
  from: z.enum(['link', 'clipboard']),
});
export type DialAsked = z.infer<typeof dialAsked>;

export const shellView = z.object({
  /** Empty: this host has none. */
  globalKeys: z.array(globalKey),
  dialAsked: dialAsked.nullable(),
});
export type ShellView = z.infer<typeof shellView>;
