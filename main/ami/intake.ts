import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Hush } from '../base/hush.ts';
import type { AmiDecoder } from './codec/decoder.ts';
import type { AmiConnection } from './transport.ts';

/** So long may one turn of the event loop be spent on what the PBX says, ms: a keypress waits no longer than that. */
const share = 1;
/** The clock is looked at after each read, and once in so many messages: what was not compiled yet is twenty times slower. */
const interval = 8;
/** As much as Node reads at once; over HTTP an answer comes whole, however long it is. */
const slice = 65_536;

/**
 * Bytes from the connection to the decoder, and no more of them in one turn of the event loop than leaves everybody else
 * theirs: in a flood Node hands out read upon read (libuv, `uv__read`: 32 of them) without looking at anything else. In a
 * hush nothing is handed out.
 */
export class Intake implements Disposable {
  readonly #decoder: AmiDecoder;
  readonly #clock: Clock;
  readonly #connection: () => AmiConnection;
  readonly #hush: Hush | null;
  #ticks = 0;
  #began = 0;
  #turn: Disposable | null = null;
  #paused = false;
  #over = false;

  constructor(decoder: AmiDecoder, clock: Clock, connection: () => AmiConnection, hush: Hush | null = null) {
    this.#decoder = decoder;
    this.#clock = clock;
    this.#connection = connection;
    this.#hush = hush;
  }

  take(bytes: Buffer): void {
    this.#begin();
    if (this.#isHushed) this.#look();
    for (let at = 0; at < bytes.length; at += slice) {
      this.#decoder.push(at === 0 && bytes.length <= slice ? bytes : bytes.subarray(at, at + slice));
      this.#look();
    }
  }

  /** One more message was handed out. When this turn's share is used up the decoder halts behind it. */
  tick(): void {
    this.#ticks += 1;
    if (this.#ticks % interval === 0 || this.#isHushed) this.#look();
  }

  /** An action was answered: whoever waits for it hears so before what stands behind the answer is handed out. */
  answered(): void {
    if (this.#paused || this.#over) return;
    this.#begin();
    this.#halt();
  }

  /** Everything that has come is handed out now: there will be no more. */
  finish(): void {
    this.dispose();
    this.#decoder.resume();
  }

  dispose(): void {
    this.#over = true;
    this.#turn?.dispose();
    this.#turn = null;
  }

  #begin(): void {
    if (this.#turn !== null || this.#over) return;
    this.#began = this.#clock.now();
    this.#turn = this.#clock.soon(() => this.#nextTurn());
  }

  #look(): void {
    if (this.#paused || this.#over) return;
    if (this.#isHushed || this.#clock.now() - this.#began >= share) this.#halt();
  }

  #halt(): void {
    this.#paused = true;
    this.#decoder.halt();
    this.#connection().pause?.();
  }

  #nextTurn(): void {
    this.#turn = null;
    if (!this.#paused) return;
    if (this.#hush !== null && this.#isHushed) {
      this.#turn = this.#hush.onceOver(() => this.#nextTurn());
      return;
    }
    this.#paused = false;
    this.#begin();
    this.#decoder.resume();
    // What is left of the last read may take more than one turn.
    if (!this.#isPaused()) this.#connection().resume?.();
  }

  get #isHushed(): boolean {
    return this.#hush?.on === true;
  }

  /** Asked after a call that may have paused again, when the compiler remembers what was true before it. */
  #isPaused(): boolean {
    return this.#paused;
  }
}
