import type { Socket } from 'node:net';

export interface Weather {
  isSilent(): boolean;
  /** How late the next packet is, ms. */
  delay(): number;
}

type Parcel = { readonly due: number } & ({ readonly bytes: Buffer } | { readonly end: 'politely' | 'at-once' });

/** One direction of one connection: in order, as late as the weather is bad, and held while nothing gets through. */
export class HeldPipe {
  readonly #to: Socket;
  readonly #weather: Weather;
  readonly #parcels: Parcel[] = [];
  #timer: NodeJS.Timeout | null = null;
  #lastDue = 0;

  constructor(from: Socket, to: Socket, weather: Weather) {
    this.#to = to;
    this.#weather = weather;
    from.on('data', (bytes) => this.#take({ bytes }));
    from.on('end', () => this.#take({ end: 'politely' }));
    from.on('close', () => this.#take({ end: 'at-once' }));
  }

  /** Something may get through again. */
  flow(): void {
    if (this.#timer !== null || this.#weather.isSilent()) return;
    const [next] = this.#parcels;
    if (next === undefined) return;
    const wait = next.due - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.flow();
      }, wait);
      return;
    }
    this.#parcels.shift();
    this.#deliver(next);
    this.flow();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#parcels.length = 0;
  }

  #take(what: { readonly bytes: Buffer } | { readonly end: 'politely' | 'at-once' }): void {
    // One packet that is late holds up all behind it.
    this.#lastDue = Math.max(this.#lastDue, performance.now() + this.#weather.delay());
    this.#parcels.push({ ...what, due: this.#lastDue });
    this.flow();
  }

  #deliver(parcel: Parcel): void {
    if (this.#to.destroyed) return;
    if ('bytes' in parcel) this.#to.write(parcel.bytes);
    else if (parcel.end === 'politely') this.#to.end();
    else this.#to.destroy();
  }
}
