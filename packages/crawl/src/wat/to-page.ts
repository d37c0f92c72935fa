import { extractMimeType } from "@alt2img/core";
import { encodingOfLabel, type ResolveUrl, urlResolver } from "@alt2img/core/url";
import { withoutAngles } from "../warc/record-head.js";
import type { WatImage, WatLink, WatPage, WatParts } from "./page.js";
import { isImagePath, type RawPage } from "./raw-page.js";
import { resolveSrcset } from "./resolve-srcset.js";

const LANGUAGE_NAMES = ["HTML@/lang", "HTML@/xml:lang"];

/**
 * Makes a page of the parts of `raw`, with resolved URLs.
 * @param targetUri of the WAT's own record, for JSON without one
 */
export function toPage(raw: RawPage, targetUri: string | undefined, { textlessImages = true }: WatParts = {}): WatPage {
  const url = withoutAngles(raw.targetUri) ?? targetUri ?? "";
  const encoding = () => encodingOfLabel(declaredCharset(raw)) ?? raw.encoding;
  const resolveAgainstPage = urlResolver(url, { encoding });
  const base = raw.base === undefined ? undefined : resolveAgainstPage(raw.base);
  const baseUrl = base ?? url;
  const resolve = base === undefined ? resolveAgainstPage : urlResolver(base, { encoding });
  const addUrls = <Link extends WatImage | WatLink>(links: Link[]): Link[] => {
    for (const link of links) addUrl(link, resolve);
    return links;
  };
  const page: WatPage = {
    url,
    baseUrl,
    headers: raw.headers,
    metas: raw.metas,
    images: addUrls(raw.images),
    links: addUrls([...raw.headLinks, ...raw.links]),
  };
  if (!textlessImages) page.imageCount = raw.imageCount;
  const { date, recordId, contentTypes, title, filename } = raw;
  if (date !== undefined) page.date = date;
  if (recordId !== undefined) page.recordId = withoutAngles(recordId);
  if (contentTypes.length > 0) page.contentType = contentTypes.join(", ");
  if (title !== undefined) page.title = title;
  if (filename !== undefined) page.filename = filename;
  const language = raw.metas.find(({ name }) => name !== undefined && LANGUAGE_NAMES.includes(name))?.content;
  if (language !== undefined) page.language = language;
  for (const name of ["status", "offset", "length"] as const) {
    const value = raw[name];
    if (value !== undefined && /^\d{1,15}$/.test(value)) page[name] = Number(value);
  }
  return page;
}

const declaredCharset = ({ contentTypes }: RawPage): string =>
  extractMimeType(contentTypes)?.parameters.get("charset") ?? "";

function addUrl(link: WatImage | WatLink, resolve: ResolveUrl): void {
  const isSrcset = link.path.endsWith("srcset");
  const srcset = isSrcset ? link.rawUrl : link.srcset;
  const candidates = srcset === undefined ? undefined : resolveSrcset(srcset, resolve);
  if (candidates !== undefined) link.srcset = candidates.srcset;
  else if (link.srcset !== undefined) delete link.srcset;
  // An empty `src` names no image; a link with an empty `href` leads to the page itself.
  const namesNothing = isImagePath(link.path) && link.rawUrl.trim() === "";
  const url = isSrcset || namesNothing ? candidates?.url : resolve(link.rawUrl);
  if (url !== undefined) link.url = url;
}
