import type { ExtractedImage } from "@alt2img/alt-text";
import { formatBytes } from "@alt2img/core";
import { type Html, html } from "../html.js";
import type { Pictures } from "../pictures.js";

const MAX_OWN_LENGTH = 20_000;

/** The picture, if it is in the crawl; otherwise an empty frame with the reason. */
export function thumbnail(image: ExtractedImage, pictures: Pictures): Html {
  const found = image.candidates.map(({ url }) => pictures.get(url)).find((each) => each !== undefined);
  if (found?.dataUrl !== undefined) return picture(found.dataUrl);
  // Many pages embed their small pictures, or placeholders for the large ones.
  const own = image.candidates.find(({ url }) => url.startsWith("data:image/") && url.length <= MAX_OWN_LENGTH);
  if (own !== undefined) return picture(own.url);
  const why =
    found !== undefined
      ? `${formatBytes(found.byteLength)}, too large for this report`
      : image.candidates.length === 0
        ? "drawn in the page itself"
        : "not in the crawl";
  return html`<div class="thumbnail none"><svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true"><rect x="2" y="2" width="60" height="44" rx="4"/><circle cx="20" cy="17" r="5"/><path d="m6 42 16-14 10 8 12-14 14 20"/></svg><span>${why}</span></div>`;
}

function picture(dataUrl: string): Html {
  return html`<div class="thumbnail"><img src="${dataUrl}" alt="" loading="lazy" decoding="async"></div>`;
}
