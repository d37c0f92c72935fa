import { html, nothing, type TemplateResult } from "lit";

/**
 * What the marks of a `shareChart` stand for.
 *
 * @param series the names of its one or two series
 * @param line what its dashed line stands for
 */
export function shareChartLegend(series: readonly string[], line?: string): TemplateResult {
  const marks = [
    html`<svg class="mark series-0" viewBox="0 0 24 12" aria-hidden="true"><line x1="0" x2="24" y1="6" y2="6" stroke-width="2" /><circle cx="12" cy="6" r="5" /></svg>`,
    html`<svg class="mark series-1" viewBox="0 0 24 12" aria-hidden="true"><line x1="0" x2="24" y1="6" y2="6" stroke-width="2" /><rect x="7.5" y="1.5" width="9" height="9" /></svg>`,
  ];
  return html`<ul class="legend">
    ${series.map((name, i) => html`<li>${marks[i]} <bdi>${name}</bdi></li>`)}
    ${line === undefined ? nothing : html`<li><svg viewBox="0 0 24 12" aria-hidden="true"><line class="parity" x1="0" x2="24" y1="6" y2="6" /></svg> ${line}</li>`}
  </ul>`;
}
