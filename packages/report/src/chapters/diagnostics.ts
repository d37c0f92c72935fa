import { type Diagnostic, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";

/** What was broken in the files, and that the rest was read all the same. */
export const diagnosticsChapter: Chapter = {
  title: "Diagnostics",
  start: () => undefined,
  render(_, { reading: { diagnostics, examples } }) {
    const codes = Object.entries(diagnostics).sort((a, b) => b[1] - a[1]);
    if (codes.length === 0) return html`<p>Nothing in the files was broken.</p>`;
    return html`<p>These things were broken in the files. Everything else was read.</p>
${dataTable("Diagnostics", {
  columns: ["What", "Times", "First met"],
  rows: codes.map(([code, count]) => {
    const example = examples.find((each) => each.code === code);
    return [html`<code>${code}</code>`, formatNumber(count), example && firstMet(example)];
  }),
})}`;
  },
};

function firstMet({ message, filename, offset, url }: Diagnostic): Html {
  const where = [filename, offset === undefined ? undefined : `byte ${formatNumber(offset)}`, url];
  return html`<bdi>${message}</bdi> <small><bdi>${where.filter((part) => part !== undefined).join(", ")}</bdi></small>`;
}
