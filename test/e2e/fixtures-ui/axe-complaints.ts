import type axe from 'axe-core';
import type { Page } from 'playwright/test';

/**
 * What axe finds wrong with a page as it stands, as `rule at selectors`.
 * The page has no frames: axe runs in it alone, without the second page that @axe-core/playwright opens for each look.
 */
export async function axeComplaints(page: Page): Promise<readonly string[]> {
  // A file of the server's, which the browser keeps compiled: to hand the source over takes a quarter of a second each time.
  await page.addScriptTag({ url: 'axe.min.js' });
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(', ')}`);
  });
}
