import { type Html, type HtmlValue, html } from "./html.js";

export type DataTable = {
  columns: readonly string[];
  /** A cell for each column; the first names the row. */
  rows: readonly (readonly HtmlValue[])[];
};

/** A table that scrolls sideways if it is too wide. It can have the focus, so that you can scroll it with the keyboard. */
export function dataTable(label: string, { columns, rows }: DataTable): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table><thead><tr>${columns.map(
    (column) => html`<th scope="col">${column}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}
