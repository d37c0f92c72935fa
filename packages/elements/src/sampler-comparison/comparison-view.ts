import { html, nothing, type TemplateResult } from "lit";
import { dataTable } from "../base/data-table.js";
import { painted } from "../base/painted.js";
import { samplersWithNoise } from "../diffusion/sampler-names.js";
import { type ComparisonSpeech, percent, runInWords, summaryOf } from "./comparison-words.js";
import { DIFFERENCE_CHART_BOX, differenceChart, differenceMark } from "./difference-chart.js";
import type { ComparedPicture } from "./nearest.js";
import type { Comparison } from "./order.js";
import type { Plan } from "./plan.js";

/** The reference, the others in a table, and, as soon as all are there, a chart of how far they are from it. */
export function comparisonView(comparison: Comparison, isDone: boolean, speech: ComparisonSpeech): TemplateResult {
  const { messages, format } = speech;
  const { plan } = comparison.order;
  const [reference, ...pictures] = comparison.pictures;
  if (reference === undefined) return html``;
  const noisy = plan.samplers.filter((name) => samplersWithNoise.includes(name));
  const title = messages.reference(runInWords(reference, speech), messages.calls(format(reference.calls)));
  return html`<div aria-busy=${!isDone}>
    <figure>
      <canvas part="reference" role="img" aria-label=${title} ${painted(reference.image)}></canvas>
      <figcaption>${title}</figcaption>
    </figure>
    ${pictureTable(plan, pictures, speech)}
    ${isDone ? differences(plan, pictures, summaryOf(comparison, speech), speech) : nothing}
    ${noisy.length === 0 ? nothing : html`<p class="muted">${messages.noise(noisy.join(", "))}</p>`}
  </div>`;
}

/** The pictures in a table: a row for each sampler, a column for each number of steps. */
function pictureTable(plan: Plan, pictures: readonly ComparedPicture[], speech: ComparisonSpeech): TemplateResult {
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
function differences(
  plan: Plan,
  pictures: readonly ComparedPicture[],
  summary: string,
  speech: ComparisonSpeech,
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
