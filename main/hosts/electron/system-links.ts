import type { App, Event } from 'electron';
import { linkIn, linkSchemes } from '../links/read-link.ts';

/**
 * Links that other programs open Offhook with: at its start, to one that runs, and by macOS's own event, which may come
 * before anything is ready. Each is given on once somebody listens.
 */
export class SystemLinks {
  #waiting: readonly string[] = [];
  #listener: ((link: string) => void) | null = null;

  constructor(app: Pick<App, 'on'>, args: readonly string[]) {
    const first = linkIn(args);
    if (first !== null) this.#waiting = [first];
    app.on('open-url', (event: Event, url: string) => {
      event.preventDefault();
      this.take(url);
    });
  }

  take(link: string): void {
    if (this.#listener === null) this.#waiting = [...this.#waiting, link].slice(-1);
    else this.#listener(link);
  }

  listen(listener: (link: string) => void): void {
    this.#listener = listener;
    for (const link of this.#waiting) listener(link);
    this.#waiting = [];
  }
}

/** What the one that starts second says to the first: a link, or that the desk is wanted. Another program may say anything. */
export function linkOfSecond(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('link' in data) || typeof data.link !== 'string') return null;
  return linkIn([data.link]);
}

type Registry = Pick<App, 'isDefaultProtocolClient' | 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'>;

/** Ours are taken at the start; those of telephones only when the person says so. */
const phoneSchemes = linkSchemes.filter((scheme) => scheme !== 'offhook');

/** On Windows the link stands behind `--`: a quotation mark in it cannot turn its rest into switches for Chromium. */
const asArguments = (program: string): [string, string[]] => [program, ['--']];

export function takesPhoneLinks(app: Registry, program: string): boolean {
  return phoneSchemes.every((scheme) => app.isDefaultProtocolClient(scheme, ...asArguments(program)));
}

export function takePhoneLinks(app: Registry, program: string, takes: boolean): void {
  for (const scheme of phoneSchemes) {
    if (takes) app.setAsDefaultProtocolClient(scheme, ...asArguments(program));
    else app.removeAsDefaultProtocolClient(scheme, ...asArguments(program));
  }
}

export function takeOwnLinks(app: Registry, program: string): void {
  app.setAsDefaultProtocolClient('offhook', ...asArguments(program));
}
