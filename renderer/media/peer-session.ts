import type { MediaCallInput } from '../../preload/contract/media.ts';
import type { AudioChoice } from './audio-choice.ts';
import { candidatesSettled, withUsableCandidates } from './candidates.ts';
import { preferredCodecs } from './codecs.ts';
import { DigitQueue } from './digits.ts';
import type { Microphone } from './microphone.ts';
import { mixTracks, type TrackMix } from './mix-tracks.ts';
import { playTrack } from './playback.ts';
import type { Quality } from './quality.ts';
import { watchQuality } from './stats.ts';

export type PeerState = 'connecting' | 'connected' | 'disconnected' | 'failed';
type Want = Omit<MediaCallInput<'describe'>, 'session'>;
type Direction = Want['direction'];

export interface PeerSessionOptions {
  readonly session: string;
  readonly microphone: Microphone;
  readonly choice: AudioChoice;
  readonly iceServers: readonly RTCIceServer[];
  readonly onState: (state: PeerState) => void;
  readonly onQuality: (quality: Quality) => void;
}

/** One call's audio: one peer connection, from its first description to `close`. */
export class PeerSession {
  readonly #options: PeerSessionOptions;
  readonly #peer: RTCPeerConnection;
  readonly #digits = new DigitQueue();
  readonly #cleanUp: (() => void)[] = [];
  #track: MediaStreamTrack | null = null;
  #muted = false;
  /** What our last description said, and what the one before did, for a rollback. */
  #direction: Direction = 'sendrecv';
  #before: Direction = 'sendrecv';
  #playing: (() => void) | null = null;
  /** What the far end says; null before its description. */
  #voice: MediaStreamTrack | null = null;
  /** Somebody else's voice that goes out beside ours, and what both come to. */
  #other: MediaStreamTrack | null = null;
  #mix: (TrackMix & { readonly own: MediaStreamTrack; readonly other: MediaStreamTrack }) | null = null;

  constructor(options: PeerSessionOptions) {
    this.#options = options;
    this.#peer = new RTCPeerConnection({
      bundlePolicy: 'max-bundle',
      iceServers: [...options.iceServers],
      // Candidates are gathered while the microphone opens: RFC 8829, section 3.5.4. A tenth of a second for a caller.
      iceCandidatePoolSize: 1,
    });
    this.#peer.addEventListener('connectionstatechange', () => this.#tellState());
    this.#peer.addEventListener('track', ({ track }) => this.#play(track));
    this.#cleanUp.push(
      watchQuality(this.#peer, options.onQuality),
      options.microphone.onReplaced(() => void this.#useMicrophone(true)),
    );
  }

  /** Says once more how the connection is, to somebody who was away. */
  repeatState(): void {
    this.#tellState();
  }

  async describe({ type, direction, iceRestart, muted }: Want): Promise<string> {
    if (muted !== undefined) this.mute(muted);
    await this.#aim(direction);
    const made = type === 'offer' ? await this.#peer.createOffer({ iceRestart }) : await this.#peer.createAnswer();
    await this.#peer.setLocalDescription(made);
    await candidatesSettled(this.#peer);
    const sdp = withUsableCandidates(this.#peer.localDescription?.sdp ?? '');
    if (sdp !== null) return sdp;
    if (type === 'offer') await this.rollback();
    throw new Error('no network address was found to send audio from');
  }

  async accept(description: { readonly type: 'offer' | 'answer'; readonly sdp: string }): Promise<void> {
    await this.#peer.setRemoteDescription(description);
    // An ICE restart of a connection that still works changes no state, but main may think otherwise.
    if (description.type === 'answer') this.#tellState();
  }

  async rollback(): Promise<void> {
    if (this.#peer.signalingState === 'have-local-offer') await this.#peer.setLocalDescription({ type: 'rollback' });
    await this.#aim(this.#before);
  }

  /** On this session only; the far end gets silence. */
  mute(muted: boolean): void {
    this.#muted = muted;
    if (this.#track !== null) this.#track.enabled = !muted;
  }

  get voice(): MediaStreamTrack | null {
    return this.#voice;
  }

  /** Sends that voice beside the microphone; null: the microphone alone. */
  async mixWith(other: MediaStreamTrack | null): Promise<void> {
    this.#other = other;
    await this.#useMicrophone(false);
  }

  sendDigits(digits: string): Promise<boolean> {
    return this.#digits.send(() => this.#peer.getTransceivers()[0]?.sender.dtmf ?? null, digits);
  }

  close(): void {
    for (const clean of this.#cleanUp.splice(0)) clean();
    this.#playing?.();
    this.#playing = null;
    this.#mix?.close();
    this.#track?.stop();
    this.#peer.close();
  }

  /** Makes the transceiver say and do `direction`. A held call sends nothing at all, not even silence. */
  async #aim(direction: Direction): Promise<void> {
    this.#before = this.#direction;
    this.#direction = direction;
    const [existing] = this.#peer.getTransceivers();
    const transceiver = existing ?? this.#peer.addTransceiver('audio', { direction });
    transceiver.direction = direction;
    const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
    transceiver.setCodecPreferences(preferredCodecs(codecs));
    await this.#useMicrophone(false);
  }

  /** `fresh`: the device of the track at hand is gone. */
  async #useMicrophone(fresh: boolean): Promise<void> {
    const sender = this.#peer.getTransceivers()[0]?.sender;
    if (sender === undefined || this.#peer.signalingState === 'closed') return;
    if (this.#direction !== 'sendrecv') return sender.replaceTrack(null);
    if (fresh || this.#track?.readyState !== 'live') {
      this.#track?.stop();
      this.#track = await this.#options.microphone.take();
      this.#track.enabled = !this.#muted;
    }
    const sent = this.#outgoing(this.#track);
    if (sender.track !== sent) await sender.replaceTrack(sent);
  }

  #outgoing(own: MediaStreamTrack): MediaStreamTrack {
    const other = this.#other;
    if (this.#mix !== null && this.#mix.own === own && this.#mix.other === other) return this.#mix.track;
    this.#mix?.close();
    this.#mix = other === null ? null : { ...mixTracks([own, other]), own, other };
    return this.#mix?.track ?? own;
  }

  #play(track: MediaStreamTrack): void {
    this.#voice = track;
    this.#playing?.();
    this.#playing = playTrack(this.#options.session, track, this.#options.choice);
  }

  #tellState(): void {
    switch (this.#peer.connectionState) {
      case 'new':
      case 'connecting':
        return this.#options.onState('connecting');
      case 'connected':
        return this.#options.onState('connected');
      case 'disconnected':
        return this.#options.onState('disconnected');
      case 'failed':
        return this.#options.onState('failed');
      case 'closed':
        return;
    }
  }
}
