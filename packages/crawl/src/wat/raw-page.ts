import type { HeaderField } from "@alt2img/core";
import { declaredEncoding, encodingOfContent, encodingOfLabel } from "@alt2img/core/url";
import type { WatImage, WatLink, WatMeta, WatParts } from "./page.js";
import { isWantedMeta } from "./wanted-metas.js";

/** The content of a WAT record's JSON, before URLs are resolved. */
export type RawPage = {
  targetUri?: string;
  date?: string;
  recordId?: string;
  status?: string;
  /** The values of the `Content-Type` lines. */
  contentTypes: string[];
  /** The lines that are wanted. */
  headers: HeaderField[];
  title?: string;
  base?: string;
  metas: WatMeta[];
  /** The encoding that the first `meta` element with an encoding declares. Left out if `Content-Type` plainly says UTF-8. */
  encoding?: string;
  /** Without `url`, so far. */
  images: WatImage[];
  /** Including those that aren't in `images`. */
  imageCount: number;
  links: WatLink[];
  /** The `link` elements, from `Head`. */
  headLinks: WatLink[];
  filename?: string;
  offset?: string;
  length?: string;
};

export function emptyRawPage(): RawPage {
  return { contentTypes: [], headers: [], metas: [], images: [], imageCount: 0, links: [], headLinks: [] };
}

// The names of attributes in ia-web-commons. A link from a style sheet has `href` instead of `url`.
export const META_NAMES = ["name", "property", "http-equiv", "charset", "rel", "content"] as const;
export const LINK_NAMES = ["path", "url", "alt", "title", "text", "rel", "href", "srcset"] as const;

/** The members of an entry of `Links` or `Head.Link` that are read. */
export type LinkStrings = { [name in (typeof LINK_NAMES)[number]]?: string };

/** Adds a `meta` element if it is wanted, and takes the page's encoding from the first one that declares it. */
export function addMeta(page: RawPage, meta: WatMeta, { metas = true }: WatParts): void {
  if (isWantedMeta(meta, metas)) page.metas.push(meta);
  if (page.encoding !== undefined || isPlainlyUtf8(page)) return;
  const encoding = encodingOfMeta(meta);
  if (encoding !== undefined) page.encoding = encoding;
}

/** Whether the page's one `Content-Type` says UTF-8, as most do: then `meta` elements don't count. */
export const isPlainlyUtf8 = ({ contentTypes: [type = "", ...others] }: RawPage): boolean =>
  others.length === 0 && /^[\w.+-]+\/[\w.+-]+; ?charset=utf-8$/i.test(type);

/** Whether JSON may contain a `meta` element that declares an encoding. The JSON must not spell letters as escapes. */
export const mayDeclareEncoding = (json: string): boolean => /charset/i.test(json);

/** @see https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding */
function encodingOfMeta({ charset, "http-equiv": pragma, content }: WatMeta): string | undefined {
  const isPragma = pragma?.toLowerCase() === "content-type" && content !== undefined;
  const named = charset !== undefined ? encodingOfLabel(charset) : isPragma ? encodingOfContent(content) : undefined;
  return named === undefined ? undefined : declaredEncoding(named);
}

/** Adds an entry of `Links` to the images or the links of a page, if it has a URL and is wanted. */
export function addLink(page: RawPage, link: LinkStrings, { links = true, textlessImages = true }: WatParts): void {
  const { path, url, href } = link;
  if (path === undefined || (url ?? href) === undefined) return;
  if (!isImagePath(path)) {
    if (links) addTo(page.links, link);
    return;
  }
  page.imageCount++;
  if (textlessImages || link.alt || link.title) page.images.push(imageOf(link));
}

/** Adds an entry of `Head.Link`, if it has a URL. */
export function addHeadLink(page: RawPage, link: LinkStrings): void {
  addTo(page.headLinks, link);
}

function imageOf({ path = "", url, href, alt, title, srcset }: LinkStrings): WatImage {
  const image: WatImage = { rawUrl: url ?? href ?? "", path };
  if (alt !== undefined) image.alt = alt;
  if (title !== undefined) image.title = title;
  if (srcset !== undefined) image.srcset = srcset;
  return image;
}

function addTo(links: WatLink[], { path, url, href, alt, title, text, rel }: LinkStrings): void {
  const rawUrl = url ?? href;
  if (path === undefined || rawUrl === undefined) return;
  const link: WatLink = { rawUrl, path };
  if (text !== undefined) link.text = text;
  if (title !== undefined) link.title = title;
  if (alt !== undefined) link.alt = alt;
  if (rel !== undefined) link.rel = rel;
  links.push(link);
}

export const isContentType = (name: string): boolean => name.length === 12 && name.toLowerCase() === "content-type";

export function isImagePath(path: string): boolean {
  return path.startsWith("IMG@/") && path !== "IMG@/longdesc";
}
