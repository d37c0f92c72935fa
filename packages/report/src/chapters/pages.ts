import { formatCount, formatNumber } from "@alt2img/core";
import type { Chapter } from "../chapter.js";
import { type Html, html } from "../html.js";
import { filterForm } from "../page/filter-form.js";
import { pageSection } from "../page/page-section.js";

/** The sampled pages, each image with both readings. */
export const pagesChapter: Chapter = {
  title: "Page by page",
  start: () => undefined,
  render(_, { reading: { pages }, shown, pictures }) {
    if (shown.length === 0) return html`<p>No page with an image was read.</p>`;
    return html`${sampleNote(pages.seen, pages.items.length, pages.stride)}
<p>Each image stands here twice: as somebody hears it, and as a crawl takes it. The thumbnails themselves have empty alt
texts: what their pages say about them stands beside them.</p>
${filterForm(shown)}
${shown.map((page) => pageSection(page, pictures))}
<p id="filter-none" hidden>No image is like that.</p>`;
  },
};

function sampleNote(seen: number, kept: number, stride: number): Html {
  if (stride === 1)
    return html`<p>${seen === 1 ? "The page that was read" : `All ${formatCount(seen, "page")}`}; pages without images are left out.</p>`;
  return html`<p>The files hold ${formatCount(seen, "page")}. Shown are ${formatNumber(kept)} of them, evenly spread: every ${formatNumber(stride)}th. All
numbers above are of all pages.</p>`;
}
