import { formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import { formatShare } from "../share.js";
import { chartFigure } from "./chart-figure.js";

export type Bar = {
  label: string;
  value: number;
  /** A class of the style sheet that colours it; default `"plain"`. */
  tone?: string;
};

/** Horizontal bars, each under its label, so that long labels fit narrow screens. */
export function bars(caption: string, data: readonly Bar[], { unit, whole }: { unit: string; whole?: number }): Html {
  const largest = Math.max(...data.map(({ value }) => value), 1);
  const drawing = html`<div class="bars" role="img" aria-label="${describe(caption, data)}">${data.map(
    ({ label, value, tone = "plain" }) => html`<p><span>${label}</span><span>${formatNumber(value)}</span></p>
<svg width="100%" height="9"><rect class="track" width="100%" height="9" rx="4.5"/>${
      value > 0 && html`<rect class="${tone}" width="${percent(value / largest)}" height="9" rx="4.5"/>`
    }</svg>
`,
  )}</div>`;
  return chartFigure(caption, drawing, {
    columns: ["", unit, ...(whole === undefined ? [] : ["share"])],
    rows: data.map(({ label, value }) => [
      label,
      formatNumber(value),
      ...(whole === undefined ? [] : [formatShare(value, whole)]),
    ]),
  });
}

/** What a screen reader says instead of the drawing. */
export function describe(caption: string, data: readonly Bar[]): string {
  return `${caption}: ${data.map(({ label, value }) => `${label} ${formatNumber(value)}`).join(", ")}`;
}

/** A share as an SVG length, never too short to see. */
function percent(share: number): string {
  return `${Math.max(100 * share, 0.7).toFixed(2)}%`;
}
