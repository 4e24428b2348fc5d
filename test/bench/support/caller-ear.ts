import { setTimeout as delay } from 'node:timers/promises';
import type { SipInboundCall } from '../../pbx/pbx.ts';
import { toneLevel } from '../../support/tone.ts';

/** What the agent's microphone hears, Hz. */
export const voice = 1_000;

const lookEvery = 5;
/** Packets come every 20 ms: one that is this late is missed. */
const missedAfter = 60;

/** Listens at a caller's ear: whether the agent is heard now. A leg that gets no packets plays nothing, and says nothing. */
export class CallerEar {
  readonly #call: SipInboundCall;
  readonly #timer: NodeJS.Timeout;
  #quietSince: number | null = null;
  longest = 0;

  constructor(call: SipInboundCall) {
    this.#call = call;
    this.#timer = setInterval(() => this.#listen(), lookEvery);
  }

  get hears(): boolean {
    return this.#quietSince === null;
  }

  async until(wanted: boolean, within = 20_000): Promise<void> {
    const deadline = performance.now() + within;
    // One look has to have been taken since.
    await delay(lookEvery * 2);
    while (this.hears !== wanted) {
      if (performance.now() > deadline) throw new Error(wanted ? 'the caller hears nothing' : 'the caller hears on');
      // oxlint-disable-next-line no-await-in-loop -- looks again
      await delay(lookEvery);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #listen(): void {
    const now = performance.now();
    const { heardAt } = this.#call;
    const level = toneLevel(this.#call.heard().subarray(-320), 8_000, voice);
    const isHeard = now - heardAt < missedAfter && level > -45;
    this.#quietSince = isHeard ? null : (this.#quietSince ?? heardAt);
    if (this.#quietSince !== null) this.longest = Math.max(this.longest, now - this.#quietSince);
  }
}
