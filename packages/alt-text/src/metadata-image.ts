import type { TextSource } from "@alt2img/core";
import type { ExtractedImage, TextState } from "./extracted-image.js";
import { collapseSpace } from "./html/white-space.js";
import type { RawCandidate } from "./image/candidates.js";
import { readImageObjects } from "./json-ld.js";
import { ownCopy } from "./own-copy.js";
import type { PageReader } from "./page-reader.js";
import type { RawMeta } from "./raw-image.js";

export type MetadataImage = Omit<ExtractedImage, "line" | "column" | "url" | "candidates"> & { urls: RawCandidate[] };

/** The images that a page names for other programs: Open Graph, Twitter cards, schema.org. */
export function metadataImages(
  { metas, jsonLd }: PageReader,
  report: (code: string, message: string) => void,
): MetadataImage[] {
  const images = [...socialImages(metas, "og:image"), ...socialImages(metas, "twitter:image")];
  for (const script of jsonLd) {
    for (const { url, text, ...size } of readImageObjects(script.text, report)) {
      const urls = [{ url, from: "json-ld" }];
      images.push({ element: "json-ld", urls, ...size, ...named(text, "json-ld"), ...nowhere(script.offset) });
    }
  }
  return images;
}

/**
 * Each `og:image` begins an image; the `og:image:…` after it belong to it.
 * @see https://ogp.me/#array
 */
function socialImages(metas: readonly RawMeta[], root: "og:image" | "twitter:image"): MetadataImage[] {
  const images: MetadataImage[] = [];
  let last: MetadataImage | undefined;
  for (const { name, content, offset } of metas) {
    if (name === root || (name === `${root}:src` && last === undefined)) {
      last = { element: "meta", urls: [{ url: content, from: name }], textState: "missing", ...nowhere(offset) };
      images.push(last);
    } else if (!name.startsWith(root)) {
    } else if (name === `${root}:url` || name === `${root}:secure_url` || name === `${root}:src`) {
      if (last === undefined) {
        last = { element: "meta", urls: [], textState: "missing", ...nowhere(offset) };
        images.push(last);
      }
      last.urls.push({ url: content, from: name });
    } else if (last !== undefined && name === `${root}:alt`) {
      Object.assign(last, { alt: ownCopy(content) }, named(content, `${root}:alt`));
    } else if (last !== undefined && (name === `${root}:width` || name === `${root}:height`)) {
      const pixels = Number.parseInt(content, 10);
      if (pixels > 0) last[name.endsWith("width") ? "width" : "height"] = pixels;
    }
  }
  return images;
}

function named(
  text: string | undefined,
  source: TextSource,
): { textState: TextState; name?: { text: string; source: TextSource } } {
  const collapsed = collapseSpace(text ?? "");
  return collapsed === ""
    ? { textState: "missing" }
    : { textState: "named", name: { text: ownCopy(collapsed), source } };
}

// Metadata isn't part of any text.
function nowhere(offset: number): Pick<MetadataImage, "hidden" | "textBefore" | "textAfter" | "inNoscript" | "offset"> {
  return { hidden: false, textBefore: "", textAfter: "", inNoscript: false, offset };
}
