import type { Offhook } from '../../app/offhook.ts';
import { type LinkRefusal, readLink } from './read-link.ts';

export interface LinkServices {
  readonly offhook: Pick<Offhook, 'askToDial'>;
  readonly domains: readonly string[];
  readonly show: () => void;
}

/**
 * Does what a link from another program asks: the desk comes to the front with the number in its dial line. Nothing is
 * dialled until the person presses Enter. Why it was refused; null: it was not.
 */
export function openLink(link: string, { offhook, domains, show }: LinkServices): LinkRefusal | null {
  const read = readLink(link, domains);
  if (!read.ok) return read.failure;
  if (read.value.kind === 'dial') offhook.askToDial({ text: read.value.text, from: 'link' });
  show();
  return null;
}
