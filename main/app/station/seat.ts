import type { ProfileView } from '../../../preload/contract/profile.ts';
import { profileRequests } from '../../../preload/contract/profile-requests.ts';
import { type FromMain, fromPage, type Wire } from '../../../preload/contract/wire.ts';
import { type Disposable, toDisposable } from '../../base/disposable.ts';
import type { Logger } from '../../base/log.ts';
import { type Answer, answerRequest, refuse } from '../answer-request.ts';
import type { Offhook } from '../offhook.ts';
import type { ProfileHandlers } from './profile-handlers.ts';

export interface SeatOptions {
  readonly wire: Wire<FromMain>;
  readonly handlers: ProfileHandlers;
  readonly log: Logger;
  readonly onClose: () => void;
}

/** One page: its wire stays while the desk behind it is exchanged. Requests about the profile never reach a desk. */
export class Seat implements Disposable {
  readonly #options: SeatOptions;
  readonly #close: Disposable;
  #served: Disposable | null = null;
  #toDesk: ((message: unknown) => void) | null = null;
  #deskCloses: (() => void) | null = null;
  /** What the desk was asked and has not answered. */
  readonly #asked = new Set<number>();
  /** What is asked while one desk parts and the next one begins; null: there is no exchange. */
  #held: unknown[] | null = null;

  constructor(options: SeatOptions) {
    this.#options = options;
    this.#close = toDisposable(() => {
      this.#deskCloses?.();
      this.leave();
      options.onClose();
    });
    options.wire.onMessage((message) => this.#receive(message));
    options.wire.onClose(() => this.#close.dispose());
  }

  show(profile: ProfileView): void {
    this.#options.wire.send({ kind: 'profile', profile });
  }

  /** `anew`: the page may have spoken with another desk before, or in vain. */
  join(desk: Pick<Offhook, 'serve'>, anew: boolean): void {
    const { wire } = this.#options;
    if (anew) wire.send({ kind: 'anew' });
    this.#served = desk.serve({
      send: (message) => {
        if (message.kind === 'response') this.#asked.delete(message.id);
        wire.send(message);
      },
      onMessage: (listener) => {
        this.#toDesk = listener;
      },
      onClose: (listener) => {
        this.#deskCloses = listener;
      },
    });
  }

  /** The desk parts: what is asked from now on is for the next one, which lives by what the page was shown. */
  hold(): void {
    this.#held ??= [];
  }

  /** What was held is asked of the desk there is now. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.#receive(message);
  }

  leave(): void {
    this.#served?.dispose();
    this.#served = null;
    this.#toDesk = null;
    this.#deskCloses = null;
    for (const id of this.#asked) this.#answer(id, refuse('gone', 'another desk has taken the place of the one asked'));
    this.#asked.clear();
  }

  dispose(): void {
    this.#close.dispose();
  }

  #receive(message: unknown): void {
    const { handlers, log } = this.#options;
    const decoded = fromPage.safeParse(message);
    const request = decoded.success && decoded.data.kind === 'request' ? decoded.data : null;
    if (request !== null && Object.hasOwn(profileRequests, request.name)) {
      void answerRequest(profileRequests, handlers, log, request).then((answer) => this.#answer(request.id, answer));
    } else if (request !== null && this.#held !== null) {
      this.#held.push(message);
    } else if (this.#toDesk !== null) {
      if (request !== null) this.#asked.add(request.id);
      this.#toDesk(message);
    } else if (request !== null) {
      this.#answer(request.id, refuse('gone', 'there is no desk yet'));
    }
  }

  #answer(id: number, answer: Answer): void {
    this.#options.wire.send({ kind: 'response', id, ...answer });
  }
}
