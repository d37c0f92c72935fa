import { type Html, type HtmlValue, html } from "../html.js";

export type ChartTable = {
  columns: readonly string[];
  /** A cell for each column; the first names the row. */
  rows: readonly (readonly HtmlValue[])[];
};

/** A drawing with its caption, and its numbers in a table that can be opened. The drawing is one image to a reader. */
export function chartFigure(caption: string, drawing: Html, { columns, rows }: ChartTable): Html {
  return html`<figure class="chart">
<figcaption>${caption}</figcaption>
${drawing}
<details><summary>The numbers<span class="visually-hidden">: ${caption}</span></summary>
<div class="scroll"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div></details>
</figure>
`;
}
