import { formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import { describe } from "./bars.js";
import { chartFigure } from "./chart-figure.js";

/** What is left at a stage, or how many are lost on the way to the next one. */
export type FunnelStep = { label: string; value: number; isLoss: boolean };

/** How a whole shrinks from stage to stage, with the name of every loss. The first step is the whole. */
export function funnel(caption: string, steps: readonly FunnelStep[], { unit }: { unit: string }): Html {
  const whole = Math.max(steps[0]?.value ?? 0, 1);
  const share = (value: number): string => `${((100 * value) / whole).toFixed(2)}%`;
  let left = steps[0]?.value ?? 0;
  const drawing = html`<div class="bars funnel" role="img" aria-label="${describe(caption, steps)}">${steps.map(
    ({ label, value, isLoss }) => {
      if (isLoss) left -= value;
      const bar = isLoss
        ? html`<rect class="lost" x="${share(left)}" width="${share(value)}" height="9"/>`
        : html`<rect class="plain" width="${share(value)}" height="9" rx="4.5"/>`;
      return html`<p${isLoss && loss}><span>${label}</span><span>${isLoss && "−"}${formatNumber(value)}</span></p>
<svg width="100%" height="9">${!isLoss && html`<rect class="track" width="100%" height="9" rx="4.5"/>`}${bar}</svg>
`;
    },
  )}</div>`;
  return chartFigure(caption, drawing, {
    columns: ["", unit],
    rows: steps.map(({ label, value, isLoss }) => [label, `${isLoss ? "−" : ""}${formatNumber(value)}`]),
  });
}

const loss: Html = html` class="loss"`;
