import { type Html, html } from "../html.js";
import { formatCount, formatNumber } from "../number.js";
import { optOutLabels } from "../opt-out-labels.js";
import type { PageOrigin, PageReading } from "../reading.js";
import type { Thumbnails } from "../thumbnails.js";
import { externalLink } from "./external-link.js";
import { imageCard } from "./image-card.js";

/** A page may hold thousands of images; a report that can be read does not. */
const MAX_IMAGES = 60;

/** One page of the crawl with its images. `number` counts the pages from 1, for the addresses within the report. */
export function pageSection(
  page: PageReading,
  { number, thumbnails }: { number: number; thumbnails: Thumbnails },
): Html {
  const shown = page.images.slice(0, MAX_IMAGES);
  const signals = optOutLabels(page.optOut);
  return html`<section class="page" aria-labelledby="page-${number}">
<header>
<h3 id="page-${number}"><bdi>${page.title || page.url}</bdi></h3>
<p class="address">${externalLink(page.url)}</p>
<p class="origin">${origin(page.origin)}${page.language !== undefined && html` · language <bdi>${page.language}</bdi>`} · ${formatCount(page.images.length, "image")} · ${formatCount(page.pairs.length, "pair")}</p>
${signals.length > 0 && html`<ul class="chips" aria-label="Opt-out signals and licences">${signals.map(({ text }) => html`<li class="chip signal"><bdi>${text}</bdi></li>`)}</ul>`}
</header>
<ul class="images">${shown.map((reading, i) => imageCard(reading, { id: `page-${number}-image-${i + 1}`, thumbnails }))}</ul>
${shown.length < page.images.length && html`<p class="aside">The first ${formatNumber(shown.length)} of ${formatCount(page.images.length, "image")} are shown.</p>`}
</section>
`;
}

function origin({ filename, format, offset, recordId }: PageOrigin): Html {
  return html`<bdi>${filename}</bdi>${offset !== undefined && html` at byte ${formatNumber(offset)}`}${
    recordId !== undefined && html` · <span class="record">record <bdi>${recordId}</bdi></span>`
  }${format === "wat" && " (WAT: only src, alt and title are known)"}`;
}
