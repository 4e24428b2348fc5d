import type { AudioChoice } from './audio-choice.ts';

export type MicrophoneState = 'unknown' | 'ready' | 'blocked' | 'missing';

/** No microphone now. `state` says whether it is not allowed or not there. */
export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError';
  readonly state: 'blocked' | 'missing';

  constructor(state: 'blocked' | 'missing', detail: string) {
    super(state === 'blocked' ? `the microphone is not allowed: ${detail}` : `there is no microphone: ${detail}`);
    this.state = state;
  }
}

/** The one microphone: opened once, each session has a clone of its track, so that one can be muted alone. */
export class Microphone {
  readonly #tell: (state: MicrophoneState) => void;
  /** Sessions that want to hear of a new device. */
  readonly #users = new Set<() => void>();
  #state: MicrophoneState = 'unknown';
  #track: MediaStreamTrack | null = null;
  #opening: Promise<MediaStreamTrack> | null = null;
  #closed = false;
  readonly #choice: AudioChoice;
  readonly #unfollow: () => void;
  /** What the present track was opened with. */
  #opened = '';

  constructor(tell: (state: MicrophoneState) => void, choice: AudioChoice) {
    this.#tell = tell;
    this.#choice = choice;
    this.#unfollow = choice.onChange(() => void this.#follow());
    navigator.mediaDevices.addEventListener('devicechange', this.#devicesChanged);
  }

  get state(): MicrophoneState {
    return this.#state;
  }

  /** Opens it ahead of the first call, if that asks nobody anything. */
  async openIfAllowed(): Promise<void> {
    const permission = await navigator.permissions.query({ name: 'microphone' });
    permission.addEventListener('change', this.#devicesChanged);
    if (permission.state === 'denied') this.#enter('blocked');
    if (permission.state === 'granted') await this.#reopen();
  }

  /** A track of one's own; stop it when done. Rejects with `MicrophoneError`. */
  async take(): Promise<MediaStreamTrack> {
    if (this.#track?.readyState === 'live') return this.#track.clone();
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return (await this.#opening).clone();
  }

  /** Calls back when there is another device, and tracks taken before are dead. */
  onReplaced(listener: () => void): () => void {
    this.#users.add(listener);
    return () => this.#users.delete(listener);
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    navigator.mediaDevices.removeEventListener('devicechange', this.#devicesChanged);
    this.#track?.stop();
    this.#track = null;
  }

  async #open(): Promise<MediaStreamTrack> {
    try {
      const audio = await this.#choice.microphone();
      const stream = await navigator.mediaDevices.getUserMedia({ audio, video: false });
      this.#opened = JSON.stringify(audio);
      const [track] = stream.getAudioTracks();
      if (track === undefined) throw new MicrophoneError('missing', 'the device has no audio');
      track.addEventListener('ended', this.#lost);
      this.#track = track;
      this.#enter('ready');
      return track;
    } catch (error) {
      const failure = asMicrophoneError(error);
      this.#enter(failure.state);
      throw failure;
    }
  }

  /** Another choice in the settings: a running call goes on with it. */
  async #follow(): Promise<void> {
    if (this.#track === null || JSON.stringify(await this.#choice.microphone()) === this.#opened) return;
    this.#track?.removeEventListener('ended', this.#lost);
    this.#track?.stop();
    this.#track = null;
    await this.#reopen();
  }

  /** Unplugged, or its driver died. */
  readonly #lost = (): void => {
    this.#track = null;
    this.#enter('missing');
    void this.#reopen();
  };

  readonly #devicesChanged = (): void => {
    if (this.#track?.readyState !== 'live' && this.#state !== 'unknown') void this.#reopen();
  };

  async #reopen(): Promise<void> {
    if (this.#closed) return;
    try {
      const own = await this.take();
      own.stop();
      for (const replaced of this.#users) replaced();
    } catch (error) {
      // Told as a state already; the next change of devices tries again.
      if (!(error instanceof MicrophoneError)) throw error;
    }
  }

  #enter(state: MicrophoneState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#tell(state);
  }
}

function asMicrophoneError(error: unknown): MicrophoneError {
  if (error instanceof MicrophoneError) return error;
  const name = error instanceof DOMException ? error.name : '';
  const detail = error instanceof Error ? error.message : String(error);
  return new MicrophoneError(name === 'NotAllowedError' || name === 'SecurityError' ? 'blocked' : 'missing', detail);
}
