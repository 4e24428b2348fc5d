import type { SipInboundCall } from '../pbx/pbx.ts';
import { toneLevel } from './tone.ts';

/** What somebody on the line hears now: the agent's voice, something else (music, a colleague), or nothing at all. */
export type Heard = 'voice' | 'sound' | 'nothing';

const lookEvery = 20;
/** Packets come every 20 ms: one that is this late is missed. */
const missedAfter = 80;

/** Listens at a caller's ear, and knows for how long what is wanted was not heard. A leg that gets no packets plays nothing. */
export class Ear {
  readonly #call: SipInboundCall;
  readonly #voice: number;
  readonly #timer: NodeJS.Timeout;
  #wanted: readonly Heard[] = ['voice'];
  #missedSince: number | null = null;
  #longest = 0;

  /** `voice`: the tone in the agent's microphone, Hz. */
  constructor(call: SipInboundCall, voice: number) {
    this.#call = call;
    this.#voice = voice;
    this.#timer = setInterval(() => this.#listen(), lookEvery);
  }

  get hears(): Heard {
    if (performance.now() - this.#call.heardAt > missedAfter) return 'nothing';
    return toneLevel(this.#call.heard().subarray(-800), 8_000, this.#voice) > -45 ? 'voice' : 'sound';
  }

  /** The longest time without what was wanted since `want`, ms; it may still go on. */
  get longestGap(): number {
    const now = this.#missedSince === null ? 0 : performance.now() - this.#missedSince;
    return Math.max(this.#longest, now);
  }

  /** From now on this is to be heard, one of these. */
  want(wanted: readonly Heard[]): void {
    this.#wanted = wanted;
    this.#missedSince = null;
    this.#longest = 0;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #listen(): void {
    const now = performance.now();
    if (!this.#wanted.includes(this.hears)) {
      this.#missedSince ??= Math.min(now, Math.max(this.#call.heardAt, now - missedAfter));
      return;
    }
    if (this.#missedSince !== null) this.#longest = Math.max(this.#longest, now - this.#missedSince);
    this.#missedSince = null;
  }
}
