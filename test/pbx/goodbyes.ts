import { setTimeout as delay } from 'node:timers/promises';
import type { AsteriskVersion } from './install/lock-file.ts';

/** 64*T1 (RFC 3261, 17.1.1.2), ms. */
const keptFor = 32_000;

/**
 * When softphones took their leave. Asterisk 16 keeps a WebSocket that said goodbye for 64*T1 of SIP; as it lets go of it
 * the contacts of all agents may go for a moment, and whoever is called just then is not rung.
 */
export class Goodbyes {
  readonly #version: AsteriskVersion;
  readonly #said: { readonly from: number; readonly to: number }[] = [];

  constructor(version: AsteriskVersion) {
    this.#version = version;
  }

  async during(leave: () => Promise<unknown>): Promise<void> {
    const from = performance.now();
    await leave();
    this.#said.push({ from, to: performance.now() });
  }

  /** Resolves when no such moment is near. */
  async nobodyIsLetGo(): Promise<void> {
    if (this.#version !== 16) return;
    for (;;) {
      const now = performance.now();
      if (!this.#said.some(({ from, to }) => now > from + keptFor - 1_000 && now < to + keptFor + 300)) return;
      // oxlint-disable-next-line no-await-in-loop -- looks again until it has passed
      await delay(50);
    }
  }
}
