import {
  type MediaCallInput,
  type MediaCallName,
  type MediaCallOutput,
  mediaCalls,
  type ReportInput,
} from '../../preload/contract/media.ts';
import { Emitter } from '../base/emitter.ts';
import type { MediaPort, MediaSessionId, MediaState, MediaWant } from '../sip/media-port.ts';
import { MediaUnavailable } from '../sip/media-port.ts';

/** A page as the media port sees it. `call` rejects when the page is gone or refuses. */
export interface MediaPage {
  call(name: MediaCallName, input: unknown): Promise<unknown>;
}

/**
 * The media port over the pages that offer media. One page has the role; it keeps it until it goes, and then the next
 * one gets it. Peer connections cannot move between pages, so those of a page that went are told as failed, and no other
 * page is asked about them: a new peer connection in an old dialog never gets audio. A page that was only cut off for
 * a moment still has them, and says so when it is back.
 */
export class PageMedia implements MediaPort {
  readonly #pages: MediaPage[] = [];
  readonly #sessions = new Map<MediaSessionId, MediaPage>();
  /** Those whose page went. */
  readonly #orphans = new Set<MediaSessionId>();
  readonly #availability = new Emitter<boolean>();
  readonly #states = new Emitter<{ readonly session: MediaSessionId; readonly state: MediaState }>();
  readonly #stats = new Emitter<ReportInput<'mediaStats'>>();
  readonly onDidChangeAvailable = this.#availability.event;
  readonly onDidChangeState = this.#states.event;
  readonly onDidMeasure = this.#stats.event;

  get available(): boolean {
    return this.#pages.length > 0;
  }

  /** `sessions`: what the page holds already. It has them back before anybody is told that it is there. */
  offer(page: MediaPage, sessions: readonly MediaSessionId[] = []): void {
    for (const session of sessions) if (this.#orphans.delete(session)) this.#sessions.set(session, page);
    if (this.#pages.includes(page)) return;
    this.#pages.push(page);
    if (this.#pages.length === 1) this.#availability.emit(true);
  }

  withdraw(page: MediaPage): void {
    const index = this.#pages.indexOf(page);
    if (index < 0) return;
    this.#pages.splice(index, 1);
    const orphans = [...this.#sessions].filter(([, owner]) => owner === page).map(([session]) => session);
    for (const session of orphans) {
      this.#sessions.delete(session);
      this.#orphans.add(session);
      this.#states.emit({ session, state: 'failed' });
    }
    if (this.#pages.length === 0) this.#availability.emit(false);
  }

  /** Only the page that owns a session may speak of it. */
  reportState(page: MediaPage, report: ReportInput<'mediaState'>): void {
    if (!this.#pages.includes(page)) return;
    if (this.#orphans.delete(report.session)) this.#sessions.set(report.session, page);
    const owner = this.#sessions.get(report.session);
    if (owner === page) this.#states.emit(report);
    // Of a call that ended while that page was away, or of an Offhook before this one: its microphone must not stay open.
    else if (owner === undefined) void page.call('close', { session: report.session }).catch(() => undefined);
  }

  reportStats(page: MediaPage, report: ReportInput<'mediaStats'>): void {
    if (this.#sessions.get(report.session) === page) this.#stats.emit(report);
  }

  carries(session: MediaSessionId): boolean {
    return this.available && !this.#orphans.has(session);
  }

  expect(session: MediaSessionId): void {
    if (!this.#sessions.has(session)) this.#orphans.add(session);
  }

  async describe(session: MediaSessionId, want: MediaWant): Promise<string> {
    const { sdp } = await this.#call('describe', { session, ...want });
    return sdp;
  }

  async accept(
    session: MediaSessionId,
    description: { readonly type: 'offer' | 'answer'; readonly sdp: string },
  ): Promise<void> {
    await this.#call('accept', { session, ...description });
  }

  async rollback(session: MediaSessionId): Promise<void> {
    await this.#call('rollback', { session });
  }

  async mute(session: MediaSessionId, muted: boolean): Promise<void> {
    await this.#call('mute', { session, muted });
  }

  async sendDigits(session: MediaSessionId, digits: string): Promise<boolean> {
    const { sent } = await this.#call('sendDigits', { session, digits });
    return sent;
  }

  async mix(session: MediaSessionId, other: MediaSessionId | null): Promise<void> {
    await this.#call('mix', { session, other });
  }

  async close(session: MediaSessionId): Promise<void> {
    const owner = this.#sessions.get(session);
    this.#sessions.delete(session);
    this.#orphans.delete(session);
    await owner?.call('close', { session } satisfies MediaCallInput<'close'>);
  }

  async #call<Name extends MediaCallName>(name: Name, input: MediaCallInput<Name>): Promise<MediaCallOutput<Name>> {
    if (this.#orphans.has(input.session)) throw new MediaUnavailable('the window that carried this audio is gone');
    const page = this.#sessions.get(input.session) ?? this.#pages[0];
    if (page === undefined) throw new MediaUnavailable('no window is open that could carry the audio');
    this.#sessions.set(input.session, page);
    const output = mediaCalls[name].output.safeParse(await page.call(name, input));
    if (!output.success) throw new MediaUnavailable(`the page answered ${name} with something else`);
    // Decoded by this very row; TypeScript cannot follow the name through the table.
    return output.data as MediaCallOutput<Name>;
  }
}
