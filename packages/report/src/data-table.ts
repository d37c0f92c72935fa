import { type Html, type HtmlValue, html } from "./html.js";

export type DataTable = {
  columns: readonly string[];
  /** A cell for each column; the first names the row. */
  rows: readonly (readonly HtmlValue[])[];
};

/** A table that scrolls sideways where it is too wide. It takes the focus, so that the keyboard can scroll it. */
export function dataTable(label: string, { columns, rows }: DataTable): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table><thead><tr>${columns.map(
    (column) => html`<th scope="col">${column}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}
