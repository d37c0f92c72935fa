import type { Page } from "playwright";

/** Presses Tab until the focus has gone round, and says where it was, through open shadow roots: `button: Play`. */
export async function focusOrder(page: Page, most = 50): Promise<string[]> {
  const order: string[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (active === null || active === document.body) return undefined;
      const labels = (active as HTMLInputElement).labels;
      const name = active.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? active.textContent ?? "";
      return `${active.localName}: ${name.trim().replace(/\s+/g, " ").slice(0, 60)}`;
    });
    if (at === undefined) break;
    order.push(at);
  }
  return order;
}
