import type { ExtractedImage, Page } from "@alt2img/alt-text";
import type { RecordLocation } from "@alt2img/core";
import type { WatImage, WatMeta, WatPage } from "@alt2img/crawl";

/**
 * A page as far as a WAT describes it: its `img` elements with `alt` and `title`, but without their position, size and
 * context. The only accessible name that such an image can have is its `alt` or `title`.
 */
export function pageOfWat({ url, baseUrl, language, title, metas, images }: WatPage): Page {
  return {
    url,
    baseUrl,
    ...(language === undefined ? {} : { language }),
    ...(title === undefined ? {} : { title }),
    metas: metasOfWat(metas),
    links: [],
    images: images.map(imageOfWat),
  };
}

/** The `meta` elements in the form of `Page.metas`. */
export function metasOfWat(metas: readonly WatMeta[]): Page["metas"] {
  return metas.map(({ name, property, "http-equiv": httpEquiv, content = "" }) => ({
    name: (name ?? property ?? httpEquiv ?? "").toLowerCase(),
    content,
  }));
}

/** Where the page's record is in the WARC file; if the WAT doesn't name that file, only the WAT's own name. */
export function locationOfWatPage(
  { filename, offset, length }: WatPage,
  watFilename: string | undefined,
): RecordLocation {
  const location: RecordLocation = {};
  const name = filename ?? watFilename;
  if (name !== undefined) location.filename = name;
  if (offset !== undefined) location.offset = offset;
  if (length !== undefined) location.length = length;
  return location;
}

function imageOfWat({ url, path, alt, title }: WatImage): ExtractedImage {
  const [text, source] = alt === undefined ? [title?.trim(), "title" as const] : [alt.trim(), "alt" as const];
  return {
    element: "img",
    candidates: url === undefined ? [] : [{ url, from: path.replace(/^.*@\//, "") }],
    textState: text ? "named" : alt === "" ? "decorative" : "missing",
    hidden: false,
    textBefore: "",
    textAfter: "",
    inNoscript: false,
    offset: 0,
    line: 0,
    column: 0,
    ...(url === undefined ? {} : { url }),
    ...(alt === undefined ? {} : { alt }),
    ...(title === undefined ? {} : { title }),
    ...(text ? { name: { text, source } } : {}),
  };
}
