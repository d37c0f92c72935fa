import { html, type TemplateResult } from "lit";
import { dataTable } from "../base/data-table.js";
import { painted } from "../base/painted.js";
import type { SamplerComparisonMessages } from "../messages/sampler-comparison.en.js";
import { DIFFERENCE_CHART_BOX, differenceChart, differenceMark } from "./difference-chart.js";
import type { ComparedPicture } from "./nearest.js";
import type { Plan } from "./plan.js";
import type { SamplerSteps } from "./tasks.js";

/** The language around the element. */
export type Speech = {
  readonly messages: SamplerComparisonMessages;
  readonly format: (value: number, options?: Intl.NumberFormatOptions) => string;
};

/** With one decimal: good samplers are less than one per cent away. */
export const percent = (share: number, { format }: Speech): string =>
  format(share, { style: "percent", maximumFractionDigits: 1 });

/** `heun, 50 steps` */
export const runInWords = ({ sampler, steps }: SamplerSteps, { messages, format }: Speech): string =>
  messages.run(sampler, format(steps));

/** The pictures in a table: a row for each sampler, a column for each number of steps. */
export function pictureTable(plan: Plan, pictures: readonly ComparedPicture[], speech: Speech): TemplateResult {
  const { messages, format } = speech;
  const columns = [messages.columns.sampler, ...plan.steps.map((steps) => messages.columns.steps(format(steps)))];
  const cell = (sampler: string, steps: number): TemplateResult => {
    const found = pictures.find((picture) => picture.sampler === sampler && picture.steps === steps);
    if (found === undefined) return html`<td></td>`;
    return html`<td>
      <canvas part="picture" role="img" aria-label=${runInWords(found, speech)} ${painted(found.image)}></canvas>
      <span>${messages.calls(format(found.calls))}</span>
      <span>${messages.away(percent(found.difference, speech))}</span>
    </td>`;
  };
  return dataTable(
    messages.table,
    columns,
    plan.samplers.map(
      (sampler) => html`<tr>
        <th scope="row">${sampler}</th>
        ${plan.steps.map((steps) => cell(sampler, steps))}
      </tr>`,
    ),
  );
}

/** How far the pictures are from the reference, by calls of the denoiser. */
export function differences(
  plan: Plan,
  pictures: readonly ComparedPicture[],
  summary: string,
  speech: Speech,
): TemplateResult {
  const { messages, format } = speech;
  const series = plan.samplers.map((name) => ({ name, points: pictures.filter(({ sampler }) => sampler === name) }));
  const labels = {
    calls: messages.chartCalls,
    number: (value: number) => format(value),
    percent: (share: number) => percent(share, speech),
  };
  return html`<svg
      part="chart"
      class="chart"
      viewBox=${DIFFERENCE_CHART_BOX}
      role="img"
      aria-label="${messages.chart}. ${summary}"
    >
      ${differenceChart(series, labels)}
    </svg>
    <p class="muted">${messages.chart}</p>
    <ul class="legend">
      ${plan.samplers.map((name, i) => html`<li><svg class="series" data-series=${i} viewBox="-8 -8 16 16" aria-hidden="true">${differenceMark(i)}</svg> ${name}</li>`)}
    </ul>`;
}
