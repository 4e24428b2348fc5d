import type { Locator, Page } from 'playwright';
import type { Host } from './host.ts';

/** Alice's desk in a window: what a test sees and the keys it presses. */
export class Desk {
  readonly page: Page;
  readonly host: Host;

  constructor(page: Page, host: Host) {
    this.page = page;
    this.host = host;
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
      await this.page.waitForTimeout(keyGap);
      await this.page.keyboard.press(key);
    }
  }

  /** A key pressed twice quickly. */
  async pressTwice(key: string): Promise<void> {
    await this.page.waitForTimeout(keyGap);
    await this.page.keyboard.press(key);
    await this.page.waitForTimeout(120);
    await this.page.keyboard.press(key);
  }

  async dial(target: string): Promise<void> {
    await this.press('/');
    await this.page.keyboard.type(target);
    await this.page.keyboard.press('Enter');
  }

  async ready(): Promise<void> {
    await this.page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  }
}

/** A little more than the 300 ms for which a fresh card ignores keys. */
const keyGap = 350;
