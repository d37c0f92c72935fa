import { html, type TemplateResult } from "lit";

/** A bar next to its number, which is what a screen reader hears: the bar is only drawn. */
export function bar(share: number): TemplateResult {
  const width = (100 * Math.min(1, Math.max(0, share))).toFixed(1);
  return html`<span class="bar" aria-hidden="true" .style=${`--from: 0%; --width: ${width}%`}></span>`;
}

/** A bar to the right of the middle for what adds, to the left for what takes away. */
export function twoSidedBar(value: number, largest: number): TemplateResult {
  const width = largest === 0 ? 0 : (50 * Math.abs(value)) / largest;
  const style = `--from: ${(value < 0 ? 50 - width : 50).toFixed(1)}%; --width: ${width.toFixed(1)}%`;
  return html`<span class="bar two-sided ${value < 0 ? "minus" : ""}" dir="ltr" aria-hidden="true" .style=${style}></span>`;
}
