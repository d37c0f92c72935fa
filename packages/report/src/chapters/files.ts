import { type Diagnostic, formatBytes, formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { dataTable } from "../data-table.js";
import { type Html, type HtmlValue, html } from "../html.js";
import type { CrawlSummary, FileReading } from "../reading.js";

/** If there are more files than this, the list is closed at first. */
const MOST_OPEN = 6;

/** What was read, and what is broken in it. */
export const filesChapter: Chapter = {
  title: "The files",
  start: () => undefined,
  render: (
    _,
    { reading },
  ) => html`<details${reading.files.length <= MOST_OPEN && html` open`}><summary>${formatCount(reading.files.length, "file")}</summary>
${dataTable("Files", { columns: ["File", "Size", "Pages", "Images", "Pairs"], rows: reading.files.map(fileRow) })}</details>
${diagnostics(reading)}`,
};

function fileRow({ filename, byteLength, counts, failure }: FileReading): HtmlValue[] {
  const notRead = html`<p class="failure">This file can’t be read${counts.pages > 0 && " to the end"}: <bdi>${failure}</bdi></p>`;
  const amounts = [counts.pages, counts.images, counts.pairs].map(formatNumber);
  return [
    html`<bdi>${filename}</bdi>${failure !== undefined && notRead}`,
    html`<span class="nowrap">${formatBytes(byteLength)}</span>`,
    ...amounts,
  ];
}

function diagnostics({ diagnostics, examples }: CrawlSummary): Html {
  const codes = Object.entries(diagnostics).sort((a, b) => b[1] - a[1]);
  if (codes.length === 0) return html`<p>The files have no other faults.</p>`;
  return html`<p>The files have these faults. The faulty parts were skipped, or read as well as possible; everything else was read.</p>
${dataTable("Faults in the files", {
  columns: ["What", "Times", "First example"],
  rows: codes.map(([code, count]) => {
    const example = examples.find((each) => each.code === code);
    return [html`<code>${code}</code>`, formatNumber(count), example && firstExample(example)];
  }),
})}`;
}

function firstExample({ message, filename, offset, url }: Diagnostic): Html {
  const where = [filename, offset === undefined ? undefined : `byte ${formatNumber(offset)}`, url];
  return html`<bdi>${message}</bdi> <small><bdi>${where.filter((part) => part !== undefined).join(", ")}</bdi></small>`;
}
