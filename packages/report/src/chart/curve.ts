import { type Html, html } from "../html.js";

/** A point of a line, with the interval around it: numbers from 0 to 1. */
type CurvePoint = { x: number; share: number; low: number; high: number };

export type Curve = {
  label: string;
  /** A class of the style sheet that colours it. */
  tone: string;
  /** By rising `x`; those whose share is NaN are left out. */
  points: readonly CurvePoint[];
};

const [HEIGHT, FOOT] = [220, 40];

/**
 * Lines over a common axis, with their intervals as bands. The numbers belong in a table next to it: to a screen reader the
 * drawing is one image with its caption for a name.
 *
 * @param ticks what is written below the axis, in units of `x`
 * @param mark a vertical line with a label
 */
export function curveChart(
  caption: string,
  curves: readonly Curve[],
  { axis, ticks, mark }: { axis: string; ticks: readonly number[]; mark?: { x: number; label: string } },
): Html {
  const xs = curves.flatMap(({ points }) => points.map(({ x }) => x));
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const across = (x: number): number => (to === from ? 50 : (100 * (x - from)) / (to - from));
  const percent = (x: number): string => `${across(x).toFixed(2)}%`;
  const at = (x: number, share: number): string => `${across(x).toFixed(2)},${(100 * (1 - share)).toFixed(2)}`;
  return html`<figure class="chart curve">
<figcaption>${caption}</figcaption>
<ul class="legend">${curves.map(({ label, tone }) => html`<li><svg width="12" height="12"><rect class="${tone}" width="12" height="12" rx="3"/></svg> ${label}</li>`)}</ul>
<svg role="img" aria-label="${caption}" width="100%" height="${HEIGHT + FOOT}">${SHARES.map(
    (share) =>
      html`<line x1="0" x2="100%" y1="${HEIGHT * (1 - share)}" y2="${HEIGHT * (1 - share)}"/><text class="share" x="0" y="${HEIGHT * (1 - share) - 4}">${`${100 * share} %`}</text>`,
  )}
<svg width="100%" height="${HEIGHT}" viewBox="0 0 100 100" preserveAspectRatio="none">${curves.map(
    ({ tone, points }) => {
      const known = points.filter(({ share }) => !Number.isNaN(share));
      const upper = known.map(({ x, high }) => at(x, high));
      const lower = known.map(({ x, low }) => at(x, low)).reverse();
      return html`<polygon class="band ${tone}" points="${[...upper, ...lower].join(" ")}"/><polyline class="line ${tone}" points="${known.map(({ x, share }) => at(x, share)).join(" ")}"/>
`;
    },
  )}</svg>
${
  mark &&
  html`<line class="mark" x1="${percent(mark.x)}" x2="${percent(mark.x)}" y1="0" y2="${HEIGHT}"/><text class="mark" x="${percent(mark.x)}" dx="6" y="${HEIGHT - 8}">${mark.label}</text>`
}${ticks
  .filter((tick) => tick >= from && tick <= to)
  .map(
    (tick) =>
      html`<text class="tick" x="${percent(tick)}" y="${HEIGHT + 17}">${tick.toFixed(1).replace("-", "−")}</text>`,
  )}
<text class="tick" x="50%" y="${HEIGHT + 36}">${axis}</text></svg>
</figure>
`;
}

const SHARES = [0, 0.25, 0.5, 0.75, 1];
