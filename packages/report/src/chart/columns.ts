import { formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import { type Bar, describe } from "./bars.js";
import { chartFigure } from "./chart-figure.js";

const [HEIGHT, FOOT, HEAD] = [150, 24, 18];

/** Upright columns side by side, for a distribution. A line before a column can mark what begins there. */
export function columns(
  caption: string,
  data: readonly Bar[],
  { unit, mark }: { unit: string; mark?: { before: number; label: string } },
): Html {
  const largest = Math.max(...data.map(({ value }) => value), 1);
  const width = 100 / data.length;
  const drawing = html`<svg class="columns" role="img" aria-label="${describe(caption, data)}" width="100%" height="${HEIGHT + FOOT + HEAD}">${data.map(
    ({ label, value, tone = "plain" }, i) => {
      const height = value === 0 ? 0 : Math.max((value / largest) * (HEIGHT - 16), 2);
      const middle = `${((i + 0.5) * width).toFixed(2)}%`;
      return html`<rect class="${tone}" x="${(i * width + width * 0.12).toFixed(2)}%" y="${(HEAD + HEIGHT - height).toFixed(1)}" width="${(width * 0.76).toFixed(2)}%" height="${height.toFixed(1)}" rx="2"/>
<text x="${middle}" y="${HEAD + HEIGHT + 17}" class="tick">${label}</text>
${value > 0 && html`<text x="${middle}" y="${(HEAD + HEIGHT - height - 5).toFixed(1)}" class="tick">${formatNumber(value)}</text>`}`;
    },
  )}<line x1="0" x2="100%" y1="${HEAD + HEIGHT}" y2="${HEAD + HEIGHT}"/>${
    mark &&
    html`<line class="mark" x1="${(mark.before * width).toFixed(2)}%" x2="${(mark.before * width).toFixed(2)}%" y1="4" y2="${HEAD + HEIGHT}"/><text x="${(mark.before * width).toFixed(2)}%" y="12" dx="6">${mark.label}</text>`
  }</svg>`;
  return chartFigure(caption, drawing, {
    columns: ["", unit],
    rows: data.map(({ label, value }) => [label, formatNumber(value)]),
  });
}
