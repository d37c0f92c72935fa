import { formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import { formatShare } from "../share.js";
import { chartFigure } from "./chart-figure.js";

/** A part of a whole, as a share with its interval: `share`, `low` and `high` from 0 to 1. */
export type PartOfWhole = { label: string; part: number; whole: number; share: number; low: number; high: number };

/** Shares on a scale from 0 to 100 per cent, each with its 95 per cent interval. */
export function intervals(
  caption: string,
  rows: readonly PartOfWhole[],
  { part, whole }: { part: string; whole: string },
): Html {
  const shareOf = (row: PartOfWhole): string => formatShare(row.part, row.whole);
  const described = rows.map((row) => `${row.label} ${shareOf(row)}`).join(", ");
  const drawing = html`<div class="bars" role="img" aria-label="${`${caption}: ${described}`}">${rows.map((row) => {
    const { label, share, low, high } = row;
    return html`<p><span><bdi>${label}</bdi></span><span>${shareOf(row)}</span></p>
<svg width="100%" height="9"><rect class="track" width="100%" height="9" rx="4.5"/><rect class="interval" x="${percent(low)}" width="${percent(high - low)}" height="9" rx="4.5"/>${
      row.whole > 0 && html`<circle class="share" cx="${percent(share)}" cy="4.5" r="4.5"/>`
    }</svg>
`;
  })}</div>`;
  return chartFigure(caption, drawing, {
    columns: ["", part, whole, "share", "95 % interval"],
    rows: rows.map((row) => [
      html`<bdi>${row.label}</bdi>`,
      formatNumber(row.part),
      formatNumber(row.whole),
      shareOf(row),
      formatInterval(row),
    ]),
  });
}

/** `12 to 34 %`. */
export function formatInterval({ low, high }: { low: number; high: number }): string {
  return `${Math.round(100 * low)} to ${Math.round(100 * high)} %`;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
