import { html, nothing, svg, type TemplateResult } from "lit";
import type { RegionCell } from "./region-map.js";

export type RegionMapViewOptions = {
  readonly title: string;
  /** What it shows, and how to read it. */
  readonly caption: string;
  readonly cells: readonly RegionCell[];
  readonly columns: number;
  readonly rows: number;
  /** Of the picture; `undefined` if it can't be shown. */
  readonly url: string | undefined;
  readonly alt: string;
  readonly asNumbers: string;
  readonly format: (value: number) => string;
};

/** A map over the picture as the model sees it: the square in its middle. The numbers are below it, for those who can't see it. */
export function regionMapView(options: RegionMapViewOptions): TemplateResult {
  const { title, caption, cells, columns, rows, url, alt } = options;
  const picture = (text: string): TemplateResult =>
    html`<img src=${url ?? nothing} alt=${text} referrerpolicy="no-referrer">`;
  return html`<figure part="map">
    <p class="title">${title}</p>
    <div class="maps">
      ${picture(alt)}
      <div class="over">
        ${picture("")}
        <svg class="cells" viewBox="0 0 ${columns} ${rows}" preserveAspectRatio="none" aria-hidden="true">${cells.map(drawn)}</svg>
      </div>
    </div>
    <figcaption>${caption}</figcaption>
    <details>
      <summary>${options.asNumbers}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${title}: ${options.asNumbers}">${numbers(options)}</div>
    </details>
  </figure>`;
}

/** What is below 0 is striped, too: colour isn't the only sign. */
function drawn({ row, column, value, strength }: RegionCell): TemplateResult {
  const opacity = strength.toFixed(2);
  const rect = svg`<rect class=${value < 0 ? "minus" : "plus"} x=${column} y=${row} width="1" height="1" opacity=${opacity}></rect>`;
  if (value >= 0) return rect;
  const stripes = `M${column} ${row + 0.5}l.5 -.5M${column} ${row + 1}l1 -1M${column + 0.5} ${row + 1}l.5 -.5`;
  return svg`${rect}<path class="stripes" d=${stripes} opacity=${opacity}></path>`;
}

function numbers({ title, cells, columns, rows, format }: RegionMapViewOptions): TemplateResult {
  const counted = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  return html`<table class="numbers">
    <caption class="visually-hidden">${title}</caption>
    <thead>
      <tr>
        <td></td>
        ${counted(columns).map((column) => html`<th scope="col">${column + 1}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${counted(rows).map(
        (row) => html`<tr>
          <th scope="row">${row + 1}</th>
          ${cells.slice(row * columns, (row + 1) * columns).map(({ value }) => html`<td>${format(value)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
