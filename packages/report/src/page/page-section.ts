import { formatCount, formatNumber } from "@alt2img/core";
import { type Html, html } from "../html.js";
import { optOutLabels } from "../opt-out-labels.js";
import type { Pictures } from "../pictures.js";
import type { PageOrigin } from "../reading.js";
import { externalLink } from "./external-link.js";
import { imageCard } from "./image-card.js";
import type { ShownPage } from "./shown-pages.js";

/** One page of the crawl with its images. */
export function pageSection({ page, id, images }: ShownPage, pictures: Pictures): Html {
  const signals = optOutLabels(page.optOut);
  return html`<section class="page" aria-labelledby="${id}">
<header>
<h3 id="${id}"><bdi>${page.title || page.url}</bdi></h3>
<p class="address">${externalLink(page.url)}</p>
<p class="origin">${origin(page.origin)}${page.language !== undefined && html` · language <bdi>${page.language}</bdi>`} · ${formatCount(page.images.length, "image")} · ${formatCount(page.pairs.length, "pair")}${page.truncated === true && " · cut off in the crawl"}</p>
${signals.length > 0 && html`<ul class="chips" aria-label="Opt-out signals and licences">${signals.map(({ text }) => html`<li class="chip signal"><bdi>${text}</bdi></li>`)}</ul>`}
</header>
<ul class="images">${images.map((image) => imageCard(image, pictures))}</ul>
${images.length < page.images.length && html`<p class="aside">Only the first ${formatNumber(images.length)} of the ${formatCount(page.images.length, "image")} are shown.</p>`}
</section>
`;
}

function origin({ filename = "", format, offset, recordId }: PageOrigin): Html {
  return html`<bdi>${filename}</bdi>${offset !== undefined && html` at byte ${formatNumber(offset)}`}${
    recordId !== undefined && html` · <span class="record">record <bdi>${recordId}</bdi></span>`
  }${format === "wat" && " (from a WAT file, which has only src, alt and title)"}`;
}
