import { html, type TemplateResult } from "lit";

/**
 * What a chart or a list shows, as a table, which can be wider than the page: it is scrolled by keyboard, too.
 *
 * @param rows a `<tr>` each, with a cell for each column
 */
export function dataTable(title: string, columns: readonly string[], rows: readonly TemplateResult[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${title}>
    <table part="table">
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
