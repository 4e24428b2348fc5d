import type { Offhook } from '../../app/offhook.ts';
import { type LinkRefusal, readLink } from './read-link.ts';

export interface LinkServices {
  readonly offhook: Pick<Offhook, 'askToDial' | 'askToSetUp'>;
  readonly domains: readonly string[];
  readonly show: () => void;
}

/**
 * Does what a link from another program asks: the desk comes to the front with the number in its dial line, or the first
 * run with the link. Nothing is dialled or followed until the person presses Enter. Why it was refused; null: it was not.
 */
export function openLink(link: string, { offhook, domains, show }: LinkServices): LinkRefusal | null {
  const read = readLink(link, domains);
  if (!read.ok) return read.failure;
  const { value } = read;
  if (value.kind === 'setUp' && !offhook.askToSetUp(value.text)) return 'set-up-already';
  if (value.kind === 'dial') offhook.askToDial({ text: value.text, from: 'link' });
  show();
  return null;
}
