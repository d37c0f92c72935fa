import { h } from "@alt2img/example-shared/element";

/** A bar next to its number, which is what a screen reader hears: the bar is only drawn. */
export function bar(share: number): HTMLElement {
  const fill = h("span");
  // Not as an attribute, which a Content-Security-Policy without 'unsafe-inline' refuses.
  fill.style.width = `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  return h("span", { class: "bar", "aria-hidden": "true" }, fill);
}
