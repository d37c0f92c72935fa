import type { WatImage, WatLink, WatMeta } from "./page.js";

/** What is read from the JSON of a WAT record, before anything is resolved. */
export type RawPage = {
  targetUri?: string;
  date?: string;
  recordId?: string;
  status?: string;
  contentType?: string;
  title?: string;
  base?: string;
  metas: WatMeta[];
  /** These have no `url` yet. */
  images: WatImage[];
  links: WatLink[];
  /** Those of `Head`: the `link` elements. */
  headLinks: WatLink[];
  filename?: string;
  offset?: string;
  length?: string;
};

export function emptyRawPage(): RawPage {
  return { metas: [], images: [], links: [], headLinks: [] };
}

// The names that ia-web-commons gives to attributes. A link from a style sheet has `href` for `url`.
export const META_NAMES = ["name", "property", "http-equiv", "rel", "content"] as const;
export const LINK_NAMES = ["path", "url", "alt", "title", "text", "rel", "href", "srcset"] as const;

/** The members that are read of an entry of `Links` or `Head.Link`. */
export type LinkStrings = { [name in (typeof LINK_NAMES)[number]]?: string };

/** Adds an entry to the images or to the links; to neither when its list is not given, or it has no URL. */
export function addLink(
  links: WatLink[] | undefined,
  images: WatImage[] | undefined,
  { path, url, href, alt, title, text, rel, srcset }: LinkStrings,
): void {
  const rawUrl = url ?? href;
  if (path === undefined || rawUrl === undefined) return;
  if (images !== undefined && isImagePath(path)) {
    const image: WatImage = { rawUrl, path };
    if (alt !== undefined) image.alt = alt;
    if (title !== undefined) image.title = title;
    if (srcset !== undefined) image.srcset = srcset;
    images.push(image);
  } else if (links !== undefined) {
    const link: WatLink = { rawUrl, path };
    if (text !== undefined) link.text = text;
    if (title !== undefined) link.title = title;
    if (alt !== undefined) link.alt = alt;
    if (rel !== undefined) link.rel = rel;
    links.push(link);
  }
}

function isImagePath(path: string): boolean {
  return path.startsWith("IMG@/") && path !== "IMG@/longdesc";
}
