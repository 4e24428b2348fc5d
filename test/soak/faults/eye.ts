import type { Page } from 'playwright';

/** What stands on the desk at one moment. */
export interface Sight {
  /** Of each card: `active`, `held` …, and everything it says. */
  readonly cards: readonly { readonly phase: string; readonly words: string }[];
  /** Why calls do not ring here; empty: they do, or nothing is said. */
  readonly strip: string;
  readonly rings: boolean;
  /** Main is gone: what stands there is the last that was known, and the page says so. */
  readonly isLast: boolean;
}

const lookEvery = 150;

/** Looks at the desk all the time and keeps what it said about its state, each once. */
export class Eye {
  readonly #page: () => Page;
  readonly #timer: NodeJS.Timeout;
  #busy = false;
  #told: string[] = [];

  constructor(page: () => Page) {
    this.#page = page;
    this.#timer = setInterval(() => void this.#glance(), lookEvery);
  }

  /** What was told since the last time this was asked, in the order it came. */
  told(): readonly string[] {
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** Null: there is no page to look at now. */
  async look(): Promise<Sight | null> {
    try {
      return await this.#page().evaluate(() => {
        const seen = (element: Element): boolean => element.checkVisibility({ opacityProperty: true });
        const articles = [...document.querySelectorAll('article[data-phase]')];
        const words = [...document.querySelectorAll('.ring-words')].filter(seen);
        return {
          cards: articles.map((card) => ({
            phase: card.getAttribute('data-phase') ?? '',
            words: (card as HTMLElement).innerText.replaceAll(/\s+/g, ' '),
          })),
          strip: words.map((each) => (each as HTMLElement).innerText.trim()).join(' '),
          rings: document.querySelector('.ring-sign') !== null,
          isLast: document.querySelector('.desk[data-lost="true"]') !== null,
        };
      });
    } catch {
      // The page is being closed, or is not there yet.
      return null;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #glance(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const sight = await this.look();
    this.#busy = false;
    for (const text of sight === null ? [] : [...sight.cards.flatMap(sayings), sight.strip]) {
      if (text !== '' && !this.#told.includes(text)) this.#told.push(text);
    }
  }
}

const notices = [
  /Reconnecting\. The caller is still on the line…/,
  /Reconnected after/,
  /The audio is interrupted/,
  /The call ended while Offhook was away\./,
  /The connection to the PBX was lost, and the call with it\./,
  /The PBX went down and dropped the call\./,
  /They gave up before it was answered\./,
  /The PBX could not carry the call\./,
  /They hung up\./,
  /Not answered\.[^.]*\./,
];

/** The state's word, and what the card says beyond it. */
function sayings({ words }: { readonly words: string }): readonly string[] {
  return notices.flatMap((each) => each.exec(words)?.[0] ?? []);
}
