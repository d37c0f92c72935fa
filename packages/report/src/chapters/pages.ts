import { formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { type Html, html } from "../html.js";
import { filterForm } from "../page/filter-form.js";
import { pageSection } from "../page/page-section.js";

/** The sampled pages with their images, each with both readings. */
export const pagesChapter: Chapter = {
  title: "Page by page",
  start: () => undefined,
  render(_, { reading: { pages }, shown, pictures }) {
    if (shown.length === 0) return html`<p>There is no page with an image.</p>`;
    return html`${sampleNote(pages.seen, pages.items.length, pages.stride)}
<p>For each image you see what a screen reader says and what a training crawl takes. The thumbnails themselves have empty alt
texts, because the text next to them already says what their pages say.</p>
${filterForm(shown)}
${shown.map((page) => pageSection(page, pictures))}
<p id="filter-none" hidden>No image matches the filter.</p>`;
  },
};

function sampleNote(seen: number, kept: number, stride: number): Html {
  if (stride === 1)
    return html`<p>${seen === 1 ? "The one page that was read." : `All ${formatCount(seen, "page")}, except those without images.`}</p>`;
  return html`<p>The files hold ${formatCount(seen, "page")}. Here are ${formatNumber(kept)} of them, one in every ${formatNumber(stride)}; the numbers above count all pages.</p>`;
}
