import { type DataTable, dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";

/** A drawing with its caption, and its numbers in a table that opens on demand. To a screen reader the drawing is one image. */
export function chartFigure(caption: string, drawing: Html, table: DataTable): Html {
  return html`<figure class="chart">
<figcaption>${caption}</figcaption>
${drawing}
<details><summary>The numbers<span class="visually-hidden">: ${caption}</span></summary>
${dataTable(caption, table)}</details>
</figure>
`;
}
