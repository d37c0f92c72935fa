import axe from "axe-core";
import type { Page } from "playwright";

/**
 * What axe finds wrong with the page, open shadow roots included: the rule and the first places, as text.
 *
 * @param selector of the parts to look at. Default: the whole page
 */
export async function axeViolations(page: Page, selector?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async (selected) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(selected ?? document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))}`);
  }, selector);
}
