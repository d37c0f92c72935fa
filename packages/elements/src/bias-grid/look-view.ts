import { html, nothing, type TemplateResult } from "lit";
import { dataTable } from "../base/data-table.js";
import { shareChart, shareChartBox } from "../bias/share-chart.js";
import { shareChartLegend } from "../bias/share-chart-legend.js";
import { type BiasGridSpeech, countsInWords, differenceInWords, percent, shareInWords, titleOf } from "./look-words.js";
import type { LookCount } from "./looks.js";

/**
 * A chart and a table of what pictures look like.
 *
 * @param isCorrected whether the shares aren't those of the counts, but corrected for a program's error
 */
export function lookView(
  title: string,
  counts: readonly LookCount[],
  models: readonly string[],
  speech: BiasGridSpeech,
  { isCorrected = false }: { isCorrected?: boolean } = {},
): TemplateResult {
  const { messages, format } = speech;
  const counted = isCorrected ? messages.answered : messages.counted;
  const titles = models.map((model) => titleOf(model, speech));
  const rows = counts.map((each) => ({
    each,
    name: each.label ?? messages.neither,
    marks: models.map((model) => each.shares.find((share) => share.model === model)),
  }));
  const hasDifference = models.length > 1;
  const columns = [messages.columns.label, ...titles, ...(hasDifference ? [messages.columns.difference] : [])];
  return html`<div part="counts">
    <svg
      part="chart"
      class="shares"
      viewBox=${shareChartBox(rows)}
      role="img"
      aria-label="${title}. ${countsInWords(counts, speech)}"
    >
      ${shareChart(rows, { percent: (share) => percent(share, speech) })}
    </svg>
    ${shareChartLegend(titles)}
    ${dataTable(
      title,
      columns,
      rows.map(
        ({ each, name, marks }) => html`<tr>
          <th scope="row"><bdi>${name}</bdi></th>
          ${marks.map((found) => html`<td>${found === undefined ? "" : counted(format(found.count), format(found.total), shareInWords(found, speech))}</td>`)}
          ${hasDifference ? html`<td>${differenceInWords(each, speech)}</td>` : nothing}
        </tr>`,
      ),
    )}
    <p class="muted">${messages.intervals}</p>
  </div>`;
}
