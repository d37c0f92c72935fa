import { h } from "@alt2img/example-shared/element";

/** A bar next to its number, which is what a screen reader hears: the bar is only drawn. */
export function bar(share: number, kind: "plus" | "minus" = "plus"): HTMLElement {
  const fill = h("span", { class: kind });
  // Not as an attribute, which a Content-Security-Policy without 'unsafe-inline' refuses.
  fill.style.width = `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  return h("span", { class: "bar", "aria-hidden": "true" }, fill);
}

/** A bar to the right of the middle for what adds, to the left for what takes away. */
export function twoSidedBar(value: number, largest: number): HTMLElement {
  const fill = h("span", { class: value < 0 ? "minus" : "plus" });
  const share = largest === 0 ? 0 : Math.abs(value) / largest;
  fill.style.width = `${(50 * share).toFixed(1)}%`;
  fill.style[value < 0 ? "right" : "left"] = "50%";
  return h("span", { class: "bar two-sided", "aria-hidden": "true" }, fill);
}
