import { formatBytes, formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { dataTable } from "../data-table.js";
import { type Html, type HtmlValue, html } from "../html.js";
import type { FileReading } from "../reading.js";
import { formatShare } from "../share.js";

/** What was read, and how much of it came out. */
export const overviewChapter: Chapter = {
  title: "Overview",
  start: () => undefined,
  render: (_, { reading: { files, counts } }) => html`<dl class="numbers">
${number("pages", counts.pages)}
${number("images", counts.images)}
${number("image–text pairs", counts.pairs)}
${number("images with a finding", counts.imagesWithFindings, formatShare(counts.imagesWithFindings, counts.images))}
</dl>
<p>The pairs are an image’s address and its <code>alt</code>, from every image that has both.</p>
<details${files.length <= 6 && html` open`}><summary>${formatCount(files.length, "file")}</summary>
${dataTable("Files", { columns: ["File", "Size", "Pages", "Images", "Pairs"], rows: files.map(fileRow) })}</details>`,
};

function number(label: string, value: number, note?: string): Html {
  return html`<div><dt>${label}</dt><dd>${formatNumber(value)}${note !== undefined && html` <small>${note}</small>`}</dd></div>`;
}

function fileRow({ filename, byteLength, counts, failure }: FileReading): HtmlValue[] {
  const notRead = html`<p class="failure">Not read${counts.pages > 0 && " to its end"}: <bdi>${failure}</bdi></p>`;
  const amounts = [counts.pages, counts.images, counts.pairs].map(formatNumber);
  return [
    html`<bdi>${filename}</bdi>${failure !== undefined && notRead}`,
    html`<span class="nowrap">${formatBytes(byteLength)}</span>`,
    ...amounts,
  ];
}
