import { formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { type Html, html } from "../html.js";
import type { FileReading } from "../reading.js";
import { formatShare } from "../share.js";

/** What was read, and how much was found. */
export const overviewChapter: Chapter = {
  title: "Overview",
  start: () => undefined,
  render: (_, { reading: { files, counts } }) => html`<dl class="numbers">
${number("pages", counts.pages)}
${number("images", counts.images, formatCount(counts.imgElements, "img element"))}
${number("image–text pairs", counts.pairs)}
${number("images with a finding", counts.imagesWithFindings, formatShare(counts.imagesWithFindings, counts.images))}
</dl>
${failures(files)}`,
};

function number(label: string, value: number, note?: string): Html {
  return html`<div><dt>${label}</dt><dd>${formatNumber(value)}${note !== undefined && html` <small>${note}</small>`}</dd></div>`;
}

function failures(files: readonly FileReading[]): Html | undefined {
  const failed = files.filter(({ failure }) => failure !== undefined).length;
  if (failed === 0) return undefined;
  return html`<p class="failure">${formatNumber(failed)} of ${formatCount(files.length, "file")} can’t be read, or not to the end: <a href="#files">which ones, and why</a>.</p>`;
}
