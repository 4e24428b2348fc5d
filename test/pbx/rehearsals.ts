import { madeUpCaller } from './made-up-callers.ts';
import type { Pbx } from './pbx.ts';

export type Rehearsal = 'inbound' | 'queue' | 'voicemail';

/** Practice for one desk: somebody else each time. Resolves when the PBX has the call, or has stored the message. */
export class Rehearsals {
  readonly #pbx: Pbx;
  readonly #extension: string;
  // Another start, another first caller.
  #calls = Math.floor(Math.random() * 1_000);

  constructor(pbx: Pbx, extension: string) {
    this.#pbx = pbx;
    this.#extension = extension;
  }

  /** Gives who it was, in words. */
  async run(what: Rehearsal): Promise<string> {
    const { name, number } = madeUpCaller(this.#calls++);
    const who = `${name} <${number}>`;
    switch (what) {
      case 'inbound':
        await this.#pbx.callIn({ to: this.#extension, name, number, plays: this.#calls % 3 === 0 ? 'music' : 'talk' });
        return `${who} is calling ${this.#extension}`;
      case 'queue':
        await this.#pbx.queueCall({ name, number, plays: 'talk' });
        return `${who} is calling the queue support`;
      case 'voicemail':
        await this.#pbx.leaveVoicemail({ mailbox: this.#extension, name, number, seconds: 3 });
        return `${who} has left a message for ${this.#extension}`;
    }
  }
}
