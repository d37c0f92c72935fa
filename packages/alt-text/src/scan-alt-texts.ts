import type { OnDiagnostic } from "@alt2img/core";
import { type ResolveUrl, urlResolver } from "@alt2img/core/url";
import { frozenBaseUrl } from "./base-url.js";
import { htmlSource } from "./encoding/decode-html.js";
import { extractPage } from "./extract-page.js";
import { OpenElements } from "./html/open-elements.js";
import { tagId } from "./html/tag-name.js";
import { Tokenizer } from "./html/tokenizer.js";
import { imgCandidates, isPlaceholder } from "./image/candidates.js";
import { declareSize } from "./image/dimension.js";
import { nextTag, wantedTags } from "./next-tag.js";
import type { Page } from "./page.js";
import { metaEntries } from "./page-metadata.js";

const [IMAGE, IMG, META, SOURCE] = [tagId("image"), tagId("img"), tagId("meta"), tagId("source")];
const WANTED: Uint8Array = /* @__PURE__ */ wantedTags(["base", "image", "img", "meta", "source"]);

/** An `img` whose `alt` isn't blank. */
export type AltText = {
  alt: string;
  /** The first of its URLs (see `ExtractedImage.candidates`) that is http(s); left out if none is. */
  url?: string;
  /** The URL of its `src`, which may be a placeholder's; left out if it isn't http(s). */
  src?: string;
  /** As in `ExtractedImage`. */
  width?: number;
  height?: number;
};

/** What a crawl for image–text pairs takes from a page, with the metas that may opt out. Plain data. */
export type AltTextScan = {
  /** How many `img` elements there are, with and without `alt`. */
  imageCount: number;
  /** Those with an `alt` that isn't blank, in document order. */
  images: AltText[];
  /** As `Page.metas`, for `optOutSignals`. */
  metas: Page["metas"];
};

export type ScanOptions = {
  /** Absolute URL of the page. */
  url: string;
  /** The HTTP header, which decides the encoding. */
  contentType?: string | undefined;
  onDiagnostic?: OnDiagnostic | undefined;
};

/**
 * The `img` elements of a page with their alternative texts: the same as `extractPage` finds, in a fraction of the time,
 * because it reads nothing else and doesn't even decode a page in UTF-8. Invalid URLs (`alt-text/url`) are reported
 * only for these images.
 *
 * It exists in addition to `extractPage` because turning a crawl into pairs takes 1.5 times as long without it.
 *
 * @param html decoded text, or bytes in any encoding
 * @throws what `extractPage` throws
 */
export function scanAltTexts(html: string | Uint8Array, options: ScanOptions): AltTextScan {
  // What needs the whole page (a late `base`, a `picture` that has the only URL) is rare, and so is a page without a URL.
  return (URL.canParse(options.url) && scan(html, options)) || fromPage(html, options);
}

function scan(html: string | Uint8Array, options: ScanOptions): AltTextScan | undefined {
  const { source, charset } = htmlSource(html, options);
  const tokenizer = new Tokenizer(source);
  const open = new OpenElements();
  let resolve = resolver(options, options.url, charset);
  let hasBase = false;
  const result: AltTextScan = { imageCount: 0, images: [], metas: [] };
  let hasSources = false;
  while (nextTag(tokenizer, open, WANTED)) {
    const { tag } = tokenizer;
    if (tag === IMG || tag === IMAGE) {
      result.imageCount++;
      const alt = tokenizer.attribute("alt");
      if (!alt) continue;
      const image = altText(tokenizer, alt, resolve, hasSources);
      if (image === undefined) return undefined;
      if (image.alt.trim() !== "") result.images.push(image);
    } else if (tag === META) {
      for (const meta of metaEntries(tokenizer)) result.metas.push(meta);
    } else if (tag === SOURCE) {
      hasSources = true;
    } else if (!hasBase) {
      const href = tokenizer.attribute("href");
      if (href === undefined) continue;
      // URLs before it would have to be resolved again, and an invalid one reported.
      const base = result.images.length > 0 ? undefined : frozenBaseUrl(href, options.url, charset);
      if (base === undefined) return undefined;
      resolve = resolver(options, base, charset);
      hasBase = true;
    }
  }
  return result;
}

function resolver({ url, onDiagnostic }: ScanOptions, base: string, charset: string | undefined): ResolveUrl {
  const resolve = urlResolver(base, { encoding: charset });
  return (raw) => {
    if (raw.trim() === "") return undefined;
    const resolved = resolve(raw);
    const message = `${JSON.stringify(raw.slice(0, 200))} isn't a valid URL, so it was left out.`;
    if (resolved === undefined) onDiagnostic?.({ code: "alt-text/url", message, url });
    return resolved;
  };
}

/** `undefined` if only the `source` elements around it decide. */
function altText(tag: Tokenizer, alt: string, resolve: ResolveUrl, hasSources: boolean): AltText | undefined {
  const image: AltText = { alt };
  for (const { url: raw, from } of imgCandidates(tag, [])) {
    const isSrc = from === "src";
    // Usually `src` comes first, and is the only one to resolve.
    if (image.url !== undefined && !isSrc) continue;
    const url = resolve(raw);
    if (url === undefined || !/^https?:/.test(url)) continue;
    // Sources come before a `src` that is only a placeholder, and after everything else.
    if (isSrc && hasSources && image.url === undefined && isPlaceholder(raw)) return undefined;
    image.url ??= url;
    if (isSrc) image.src = url;
  }
  if (hasSources && image.url === undefined) return undefined;
  declareSize(image, tag);
  return image;
}

function fromPage(html: string | Uint8Array, { url, contentType, onDiagnostic }: ScanOptions): AltTextScan {
  const page = extractPage(html, {
    url,
    contextLength: 0,
    ...(contentType === undefined ? {} : { contentType }),
    ...(onDiagnostic === undefined ? {} : { onDiagnostic }),
  });
  const elements = page.images.filter(({ element }) => element === "img");
  const images = elements.flatMap(({ alt = "", candidates, width, height }): AltText[] => {
    if (alt.trim() === "") return [];
    const image: AltText = { alt };
    const fetchable = candidates.find((candidate) => /^https?:/.test(candidate.url));
    if (fetchable !== undefined) image.url = fetchable.url;
    const direct = candidates.find(({ from }) => from === "src");
    if (direct !== undefined && /^https?:/.test(direct.url)) image.src = direct.url;
    if (width !== undefined) image.width = width;
    if (height !== undefined) image.height = height;
    return [image];
  });
  return { imageCount: elements.length, images, metas: page.metas };
}
