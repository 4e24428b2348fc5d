import type { CDPSession, Page } from 'playwright/test';
import { patiently } from './moving.ts';

interface AxValue {
  readonly value?: unknown;
}

/** One node as Chromium gives it to assistive technology (DevTools protocol, Accessibility.AXNode). */
interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly description?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
  readonly childIds?: readonly string[];
}

export interface Heard {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** Everything that is read inside it. */
  readonly text: string;
  readonly focused: boolean;
  readonly selected: boolean;
}

/** What a screen reader has of the page: the accessibility tree and nothing else; no style, no attribute, no id. */
export class ScreenReader {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<ScreenReader> {
    const session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    return new ScreenReader(session);
  }

  /** Everything of that role that is there now. */
  async all(role: string): Promise<readonly Heard[]> {
    const { nodes } = (await this.#session.send('Accessibility.getFullAXTree')) as { nodes: readonly AxNode[] };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    return nodes
      .filter((node) => !node.ignored && node.role?.value === role)
      .map((node) => ({
        role,
        name: saidIn(node.name),
        description: saidIn(node.description),
        text: textIn(node, byId),
        focused: isSet(node, 'focused'),
        selected: isSet(node, 'selected'),
      }));
  }

  /** Waits until something of that role is heard that fits; gives it. */
  async hears(role: string, fits: (heard: Heard) => boolean, what: string): Promise<Heard> {
    let found: Heard | undefined;
    await patiently
      .poll(
        async () => {
          const all = await this.all(role);
          found = all.find(fits);
          return found === undefined ? all : 'heard';
        },
        { message: `${role}: ${what}` },
      )
      .toBe('heard');
    if (found === undefined) throw new Error(`no ${role}: ${what}`);
    return found;
  }
}

const saidIn = (value: AxValue | undefined): string => (typeof value?.value === 'string' ? value.value : '');

const isSet = (node: AxNode, property: string): boolean =>
  node.properties?.find(({ name }) => name === property)?.value.value === true;

function textIn(node: AxNode, byId: ReadonlyMap<string, AxNode>): string {
  if (node.role?.value === 'StaticText') return saidIn(node.name);
  return (node.childIds ?? [])
    .flatMap((id) => byId.get(id) ?? [])
    .map((child) => textIn(child, byId))
    .filter((text) => text !== '')
    .join(' ');
}
