import type { Bridge } from '../../preload/contract/bridge.ts';
import type { Place, PlacesKnown } from '../../preload/contract/places.ts';
import type { RequestOutput } from '../../preload/contract/requests.ts';
import type { Target } from './target.ts';
import { Targets } from './targets.ts';
import { freeNumber, isForDialPlan, typedExtension } from './typed-number.ts';

type AsksPlaces = Pick<Bridge['request'], 'places'>;

/** What main alone can tell of a typed text. */
export type Outside = RequestOutput<'findOutside'>;
export const nothingOutside: Outside = { contacts: [], typed: null };

/** More than fit on any screen. */
const mostTargets = 50;

/**
 * Everywhere a call can go, kept where it is searched: between a key and the next frame there is no time to ask main. Read
 * ahead, and once more, which is little, by whoever opens a list.
 */
export class KnownPlaces {
  readonly #main: AsksPlaces;
  readonly #targets = new Targets();
  /** Today's numbers: looked at beside the others, the last one first. */
  readonly #recent = new Map<string, Place>();
  #known: PlacesKnown | null = null;
  #hasContacts = false;
  #reading: Promise<boolean> | null = null;

  constructor(main: AsksPlaces) {
    this.#main = main;
  }

  /** Something was read, of this main or the one before it. */
  get areThere(): boolean {
    return this.#known !== null;
  }

  /** Reads what has changed; resolves false where main cannot be asked. */
  refresh(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Main has something to say of such a text that is not known here. */
  asksMain(text: string): boolean {
    return isForDialPlan(text) || (this.#hasContacts && text.trim() !== '');
  }

  /** Best first; nothing typed: who is used most. */
  find(text: string, { contacts, typed }: Outside): readonly Target[] {
    const known = new Set(contacts.map(({ dials }) => dials));
    const recent = [...this.#recent.values()].filter(({ dials }) => !known.has(dials)).toSorted(lastFirst);
    const found = this.#targets.find(text, mostTargets, [...contacts, ...recent]);
    const extension = typedExtension(text);
    const number = typed ?? (extension === null ? null : freeNumber(extension));
    if (number === null || found.some(({ dials }) => dials === number.dials)) return found;
    return [...found.slice(0, mostTargets - 1), { ...number, matched: [] }];
  }

  async #read(): Promise<boolean> {
    const reply = await this.#main.places({ since: this.#known });
    if (!reply.ok) return false;
    this.#take(reply.value);
    if (reply.value.more) return this.#read();
    this.#targets.settle();
    return true;
  }

  #take({ known, places, gone, hasContacts }: RequestOutput<'places'>): void {
    if (this.#known !== null && this.#known.life !== known.life) this.#forget();
    this.#known = known;
    this.#hasContacts = hasContacts;
    for (const dials of gone) this.#remove(dials);
    for (const place of places) {
      if (place.kind === 'recent') {
        this.#targets.remove(place.dials);
        this.#recent.set(place.dials, place);
      } else {
        this.#recent.delete(place.dials);
        this.#targets.put(place);
      }
    }
  }

  #remove(dials: string): void {
    this.#targets.remove(dials);
    this.#recent.delete(dials);
  }

  #forget(): void {
    this.#targets.clear();
    this.#recent.clear();
  }
}

const lastFirst = (a: Place, b: Place): number => (b.called?.at ?? 0) - (a.called?.at ?? 0);
