import type { Chapter } from "../chapter.js";
import { type Html, html } from "../html.js";
import { formatBytes, formatCount, formatNumber, formatShare } from "../number.js";
import type { FileReading } from "../read-crawl.js";

/** What was read, and how much of it came out. */
export function overviewChapter(): Chapter {
  return {
    id: "overview",
    title: "Overview",
    render: ({ reading: { files, counts } }) => html`<dl class="numbers">
${number("pages", counts.pages)}
${number("images", counts.images)}
${number("image–text pairs", counts.pairs)}
${number("images with a finding", counts.imagesWithFindings, formatShare(counts.imagesWithFindings, counts.images))}
</dl>
<p>The pairs are an image’s address and its <code>alt</code>, from every image that has both. They lie beside this report, in
<code>pairs.jsonl</code> and <code>pairs.parquet</code>.</p>
<details${files.length <= 6 && html` open`}><summary>${formatCount(files.length, "file")}</summary>
<div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">Size</th><th scope="col">Pages</th><th scope="col">Images</th><th scope="col">Pairs</th></tr></thead>
<tbody>${files.map(fileRow)}</tbody></table></div></details>`,
  };
}

function number(label: string, value: number, note?: string): Html {
  return html`<div><dt>${label}</dt><dd>${formatNumber(value)}${note !== undefined && html` <small>${note}</small>`}</dd></div>`;
}

function fileRow({ filename, bytes, counts, failure }: FileReading): Html {
  return html`<tr><th scope="row"><bdi>${filename}</bdi>${failure !== undefined && html`<p class="failure">Not read${counts.pages > 0 && " to its end"}: ${failure}</p>`}</th>
<td>${formatBytes(bytes)}</td><td>${formatNumber(counts.pages)}</td><td>${formatNumber(counts.images)}</td><td>${formatNumber(counts.pairs)}</td></tr>`;
}
