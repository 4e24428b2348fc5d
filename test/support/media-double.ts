import { Emitter } from '../../main/base/emitter.ts';
import {
  type MediaPort,
  type MediaSessionId,
  type MediaState,
  MediaUnavailable,
  type MediaWant,
} from '../../main/sip/media-port.ts';

/** What was asked of one session, in order: `offer sendonly`, `accept answer`, `rollback`, `mute`, `digits 12`, `mix 1`, `close`. */
export type MediaLog = readonly string[];

/**
 * A media port without media: gives a description Asterisk takes for WebRTC (its ICE and DTLS never complete, which
 * keeps a call up for as long as a test lasts) and remembers what it was asked.
 */
export class MediaDouble implements MediaPort {
  readonly #available = new Emitter<boolean>();
  readonly #state = new Emitter<{ readonly session: MediaSessionId; readonly state: MediaState }>();
  readonly #logs = new Map<MediaSessionId, string[]>();
  readonly #remote = new Map<MediaSessionId, string>();
  readonly onDidChangeAvailable = this.#available.event;
  readonly onDidChangeState = this.#state.event;
  /** Whether the far end takes digits. */
  takesDigits = true;
  /** What the next descriptions are; null: a usable one. */
  sdp: string | null = null;
  /** What is asked waits for it. */
  gate: Promise<void> = Promise.resolve();
  #isAvailable = true;

  get available(): boolean {
    return this.#isAvailable;
  }

  set available(available: boolean) {
    this.#isAvailable = available;
    this.#available.emit(available);
  }

  /** Sessions whose page is gone for good. */
  readonly lost = new Set<MediaSessionId>();

  carries(session: MediaSessionId): boolean {
    return this.#isAvailable && !this.lost.has(session);
  }

  expect(session: MediaSessionId): void {
    this.lost.add(session);
  }

  /** The page that held all sessions is gone, and another one comes. */
  reload(): void {
    for (const session of this.sessions) this.lost.add(session);
    this.available = false;
    this.available = true;
  }

  /** Sessions in the order they were made. */
  get sessions(): readonly MediaSessionId[] {
    return [...this.#logs.keys()];
  }

  /** Sessions that a page still holds. */
  get open(): readonly MediaSessionId[] {
    return this.sessions.filter((session) => !this.lost.has(session) && this.log(session).at(-1) !== 'close');
  }

  log(session: MediaSessionId | undefined = this.sessions.at(-1)): MediaLog {
    return this.#logs.get(session ?? '') ?? [];
  }

  tell(state: MediaState, session: MediaSessionId | undefined = this.sessions.at(-1)): void {
    if (session !== undefined) this.#state.emit({ session, state });
  }

  describe(session: MediaSessionId, want: MediaWant): Promise<string> {
    return this.#serve(
      session,
      `${want.type} ${want.direction}${want.iceRestart ? ' restart' : ''}${want.muted === true ? ' muted' : ''}`,
      () => {
        return this.sdp ?? webRtcSdp(want, this.#remote.get(session) ?? '');
      },
    );
  }

  accept(
    session: MediaSessionId,
    { type, sdp }: { readonly type: 'offer' | 'answer'; readonly sdp: string },
  ): Promise<void> {
    return this.#serve(session, `accept ${type}`, () => void this.#remote.set(session, sdp));
  }

  rollback(session: MediaSessionId): Promise<void> {
    return this.#serve(session, 'rollback', () => undefined);
  }

  mute(session: MediaSessionId, muted: boolean): Promise<void> {
    return this.#serve(session, muted ? 'mute' : 'unmute', () => undefined);
  }

  sendDigits(session: MediaSessionId, digits: string): Promise<boolean> {
    return this.#serve(session, `digits ${digits}`, () => this.takesDigits);
  }

  mix(session: MediaSessionId, other: MediaSessionId | null): Promise<void> {
    return this.#serve(session, other === null ? 'unmix' : `mix ${this.sessions.indexOf(other)}`, () => undefined);
  }

  close(session: MediaSessionId): Promise<void> {
    this.#remote.delete(session);
    return this.#serve(session, 'close', () => undefined);
  }

  async #serve<Value>(session: MediaSessionId, what: string, run: () => Value): Promise<Value> {
    if (!this.#isAvailable) throw new MediaUnavailable('no page serves media');
    const log = this.#logs.get(session) ?? [];
    this.#logs.set(session, [...log, what]);
    await this.gate;
    return run();
  }
}

/** A WebRTC-shaped description with one loopback candidate, as Asterisk accepts it. */
export function webRtcSdp({ type, direction }: Pick<MediaWant, 'type' | 'direction'>, remote = ''): string {
  const mid = /^a=mid:(\S+)/m.exec(remote)?.[1] ?? '0';
  const fingerprint = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16).toUpperCase()).join(':');
  return [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${mid}`,
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 101',
    'c=IN IP4 127.0.0.1',
    `a=mid:${mid}`,
    'a=rtcp-mux',
    'a=ice-ufrag:4ZcD',
    'a=ice-pwd:2/1muCWoOi3uLifh0NuRHlNm',
    `a=fingerprint:sha-256 ${fingerprint}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
    'a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    `a=${direction}`,
    '',
  ].join('\r\n');
}
