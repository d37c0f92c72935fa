import { formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import { formatShare } from "../share.js";
import { type Bar, describe } from "./bars.js";
import { chartFigure } from "./chart-figure.js";

/** One bar that is divided into parts, with a legend. */
export function stack(caption: string, parts: readonly Bar[], { unit }: { unit: string }): Html {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, { value }) => sum + value, 0));
  const share = (value: number): string => `${((100 * value) / Math.max(whole, 1)).toFixed(3)}%`;
  const drawing = html`<svg class="stack" role="img" aria-label="${describe(caption, parts)}" width="100%" height="28"><rect class="track" width="100%" height="28"/>${parts.map(
    ({ value, tone = "plain" }, i) =>
      value > 0 && html`<rect class="${tone}" x="${share(starts[i] ?? 0)}" width="${share(value)}" height="28"/>`,
  )}</svg>
<ul class="legend" aria-hidden="true">${parts.map(
    ({ label, value, tone = "plain" }) =>
      html`<li><svg width="12" height="12"><rect class="${tone}" width="12" height="12" rx="3"/></svg> ${label} <b>${formatNumber(value)}</b> <span>${formatShare(value, whole)}</span></li>`,
  )}</ul>`;
  return chartFigure(caption, drawing, {
    columns: ["", unit, "share"],
    rows: parts.map(({ label, value }) => [label, formatNumber(value), formatShare(value, whole)]),
  });
}
