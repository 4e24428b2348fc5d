import type { Locator, Page } from 'playwright';
import type { Host } from './host.ts';
import type { Strokes } from './keystrokes.ts';

/** Alice's desk in a window: what a test sees and the keys it presses. */
export class DeskPage {
  readonly page: Page;
  #strokes: Strokes = { keys: 0, letters: 0 };

  constructor(page: Page) {
    this.page = page;
  }

  /** The card of the call with that name or number. */
  card(name: string | RegExp): Locator {
    return this.page.getByRole('article', { name });
  }

  get cards(): Locator {
    return this.page.getByRole('article');
  }

  /** Presses keys one after another, as an unhurried person does: the desk ignores keys that come too early. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#count(1);
      await this.page.waitForTimeout(keyGap);
      await this.#takesKeys();
      await this.page.keyboard.press(key);
    }
  }

  /** Letters of a name, as fast as a person types. */
  async type(text: string): Promise<void> {
    this.#count(0, text.length);
    await this.page.keyboard.type(text, { delay: 60 });
  }

  /** What has been pressed since the last time this was asked. */
  strokes(): Strokes {
    const strokes = this.#strokes;
    this.#strokes = { keys: 0, letters: 0 };
    return strokes;
  }

  /** A key pressed twice quickly. */
  async pressTwice(key: string): Promise<void> {
    this.#count(2);
    await this.page.waitForTimeout(keyGap);
    await this.#takesKeys();
    await this.page.keyboard.press(key);
    await this.page.waitForTimeout(120);
    await this.page.keyboard.press(key);
  }

  /** A busy page paints a card late, and takes its keys 300 ms after that. */
  async #takesKeys(): Promise<void> {
    await this.page
      .locator('article[aria-current="true"][data-takes-keys="false"]')
      .first()
      .waitFor({ state: 'detached' });
  }

  async dial(target: string): Promise<void> {
    await this.press('/');
    await this.page.keyboard.type(target);
    await this.page.keyboard.press('Enter');
    this.#count(1, target.length);
  }

  #count(keys: number, letters = 0): void {
    this.#strokes = { keys: this.#strokes.keys + keys, letters: this.#strokes.letters + letters };
  }

  async ready(): Promise<void> {
    await this.page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  }
}

/** The same, and the host behind it. */
export class Desk extends DeskPage {
  readonly host: Host;

  constructor(page: Page, host: Host) {
    super(page);
    this.host = host;
  }
}

/** A little more than the 300 ms for which a fresh card ignores keys. */
const keyGap = 350;
