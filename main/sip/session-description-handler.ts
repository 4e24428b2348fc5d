import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js/lib/api/index.js';
import type { Logger } from '../base/log.ts';
import { type MediaPort, type MediaSessionId, MediaUnavailable, type MediaWant } from './media-port.ts';
import { unsendable, withoutCandidates, withoutCodec } from './sdp.ts';

/** What the next offer of ours shall say. */
export interface OfferWish {
  readonly direction: MediaWant['direction'];
  readonly iceRestart: boolean;
  /** A codec that is not offered this time, where there is another. */
  readonly without?: string | null;
}

export interface MediaHandlerOptions {
  readonly media: MediaPort;
  readonly session: MediaSessionId;
  /** The direction that holds now: answers to the far end's offers say it. */
  readonly direction: () => MediaWant['direction'];
  /** Whether the agent has the microphone off. */
  readonly muted: () => boolean;
  /** The far end's description was applied. */
  readonly onRemote: (sdp: string) => void;
  readonly log: Logger;
}

/** Two offers met: as good as a 491 (RFC 3261 section 14.1). */
export class OfferGlare extends Error {
  override readonly name = 'OfferGlare';
}

/** Forwards SIP.js's wishes for descriptions over the media port, and knows whose turn it is (RFC 3264). */
export class MediaHandler implements SessionDescriptionHandler {
  readonly #options: MediaHandlerOptions;
  #turn: 'stable' | 'making-offer' | 'local-offer' | 'remote-offer' = 'stable';
  #wish: OfferWish | null = null;
  #prepared: { readonly offer: string; readonly answer: string } | null = null;
  #closed = false;
  readonly #over = Promise.withResolvers<never>();
  /** Whether the offer that waits for its answer restarts ICE, and whether one has. */
  #restarts = false;
  #restarted = false;

  constructor(options: MediaHandlerOptions) {
    this.#options = options;
    this.#over.promise.catch(() => 'nobody waits for a description');
  }

  get session(): MediaSessionId {
    return this.#options.session;
  }

  /** Whether an offer of ours waits for its answer, or for being rolled back. */
  get offering(): boolean {
    return this.#turn === 'local-offer';
  }

  /** Whether an offer of theirs waits for our answer. */
  get answering(): boolean {
    return this.#turn === 'remote-offer';
  }

  /**
   * What the offer SIP.js asks for next shall say. Not through `sessionDescriptionHandlerOptions`: SIP.js keeps those
   * of a re-INVITE and hands them over again for the answers to later offers of the far end.
   */
  wishOffer(wish: OfferWish): void {
    this.#wish = wish;
  }

  /**
   * Makes what a 200 to `offer` will carry, before SIP.js is asked to answer: when media fails there, SIP.js rejects
   * the call with 480, but a call that can't be answered now must go on ringing. Empty offer: we make one.
   */
  async prepare(offer: string): Promise<void> {
    if (offer !== '') await this.setDescription(offer);
    const { body } = await this.getDescription();
    this.#prepared = { offer, answer: body };
  }

  async getDescription(): Promise<BodyAndContentType> {
    const prepared = this.#prepared;
    this.#prepared = null;
    if (prepared !== null) return asBody(prepared.answer);
    if (this.#turn === 'remote-offer') {
      const answer = await this.#describe({ type: 'answer', direction: this.#options.direction(), iceRestart: false });
      this.#turn = 'stable';
      return asBody(answer);
    }
    const wish: OfferWish = this.#wish ?? { direction: this.#options.direction(), iceRestart: false };
    this.#wish = null;
    this.#turn = 'making-offer';
    try {
      const { without = null, ...rest } = wish;
      const offer = await this.#describe({ type: 'offer', ...rest });
      this.#turn = 'local-offer';
      return asBody(without === null ? offer : withoutCodec(offer, without));
    } catch (error) {
      this.#turn = 'stable';
      throw error;
    }
  }

  async setDescription(sdp: string): Promise<void> {
    if (this.#prepared?.offer === sdp) return;
    this.#refuseIfClosed();
    if (this.#turn === 'making-offer') throw new OfferGlare('an offer of ours is being made');
    const type = this.#turn === 'local-offer' ? 'answer' : 'offer';
    // At once: an offer of ours must not start while theirs is being applied.
    if (type === 'offer') this.#turn = 'remote-offer';
    try {
      await this.#options.media.accept(this.#options.session, { type, sdp });
    } catch (error) {
      if (type === 'offer') this.#turn = 'stable';
      // Its page went meanwhile: another dialog will take the place of this one. SIP.js would hang up on the caller now.
      if (type === 'offer' || this.#options.media.carries(this.#options.session)) throw error;
      this.#options.log.info('the page went before it had applied an answer');
    }
    if (type === 'answer') {
      this.#turn = 'stable';
      this.#restarted ||= this.#restarts;
    }
    this.#options.onRemote(sdp);
  }

  async #describe(want: MediaWant): Promise<string> {
    this.#refuseIfClosed();
    const { media, session } = this.#options;
    // A call that ends meanwhile must not be offered to the PBX by what the page still has to say.
    const described = media.describe(session, { ...want, muted: this.#options.muted() });
    const sdp = await Promise.race([described, this.#over.promise]);
    const wrong = unsendable(sdp);
    if (wrong === null) {
      this.#restarts = want.type === 'offer' && want.iceRestart;
      // The same from then on: another candidate would have the PBX begin with ICE anew each time.
      return this.#restarts || this.#restarted ? withoutCandidates(sdp) : sdp;
    }
    if (want.type === 'offer') await media.rollback(session);
    throw new MediaUnavailable(wrong);
  }

  async rollbackDescription(): Promise<void> {
    // It is asked for an offer of theirs that came meanwhile and was refused: ours would go out as it was before.
    if (this.#turn === 'stable' || this.#turn === 'making-offer') return;
    this.#turn = 'stable';
    await this.#options.media.rollback(this.#options.session);
  }

  hasDescription(contentType: string): boolean {
    return contentType.toLowerCase() === 'application/sdp';
  }

  /** Not asked by us: digits go to the media port directly, where their end can be awaited. */
  sendDtmf(): boolean {
    return false;
  }

  /** The call may end between two steps; asking on would make a new peer connection that nobody closes. */
  #refuseIfClosed(): void {
    if (this.#closed) throw new MediaUnavailable('the call is over');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#over.reject(new MediaUnavailable('the call is over'));
    this.#options.media.close(this.#options.session).catch((error: unknown) => {
      this.#options.log.debug('nobody was there to close the media session', { error: String(error) });
    });
  }
}

const asBody = (body: string): BodyAndContentType => ({ body, contentType: 'application/sdp' });
