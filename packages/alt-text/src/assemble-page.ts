import type { OnDiagnostic } from "@alt2img/core";
import type { Page } from "./extract-page.js";
import type { ExtractedImage, ImageCandidate } from "./extracted-image.js";
import { decodeCharacterReferences } from "./html/character-reference.js";
import { HIDDEN, IN_NOSCRIPT } from "./html/open-elements.js";
import { normalizeText } from "./html/tokenizer.js";
import { collapseSpace } from "./html/white-space.js";
import { imageName } from "./image/accessible-name.js";
import { imgCandidates, type RawCandidate } from "./image/candidates.js";
import { declaredSize } from "./image/dimension.js";
import { type ResolveUrl, urlResolver } from "./image/resolve-url.js";
import { lineCounter } from "./line-counter.js";
import { metadataImages } from "./metadata-image.js";
import type { PageReader } from "./page-reader.js";
import type { LinkRegion, RawImage, Region } from "./raw-image.js";

/** The most of one caption, link, heading or label, in UTF-16 code units: nested ones are then not quadratic. */
const MAX_TEXT_LENGTH = 2_000;

type Report = (code: string, message: string) => void;

/** Turns what one pass has found into the page: resolves URLs, names images, reads the text around them. */
export function assemblePage(
  reader: PageReader,
  { url, contextLength, onDiagnostic }: { url: string; contextLength: number; onDiagnostic: OnDiagnostic | undefined },
): Page {
  const report: Report = (code, message) => onDiagnostic?.({ code: `alt-text/${code}`, message, url });
  const baseUrl = resolveBase(reader.base, url, report);
  const resolveOne = urlResolver(baseUrl);
  const resolve: ResolveUrl = (raw) => {
    if (raw.trim() === "") return undefined;
    const resolved = resolveOne(raw);
    if (resolved === undefined) report("url", `${JSON.stringify(raw.slice(0, 200))} is no URL and was left out.`);
    return resolved;
  };
  const around = textAround(reader, contextLength);
  const images = [
    ...reader.images.map((raw) => elementImage(raw, resolve, around)),
    ...metadataImages(reader, report).map(({ urls, ...rest }) => ({ ...rest, ...located(urls, resolve) })),
  ].sort((a, b) => a.offset - b.offset);
  const lineAt = lineCounter(reader.html);
  const links = reader.links.flatMap(({ rel, href }) => {
    const resolved = resolve(href);
    return resolved === undefined ? [] : [{ rel, url: resolved }];
  });
  const language = reader.language?.trim();
  const title = reader.title === undefined ? undefined : collapseSpace(plainText(reader.title));
  return {
    url,
    baseUrl,
    ...(language ? { language } : {}),
    ...(title === undefined ? {} : { title }),
    metas: reader.metas.map(({ name, content }) => ({ name, content })),
    links,
    images: images.map((image) => ({ ...image, ...lineAt(image.offset) })),
  };
}

type WithoutLine = Omit<ExtractedImage, "line" | "column">;
type TextAround = Pick<ExtractedImage, "textBefore" | "textAfter"> & {
  region: (region: Region | LinkRegion) => string;
};

// https://html.spec.whatwg.org/multipage/semantics.html#set-the-frozen-base-url
function resolveBase(href: string | undefined, url: string, report: Report): string {
  if (href === undefined) return url;
  const base = URL.canParse(href, url) ? new URL(href, url) : undefined;
  if (base !== undefined && base.protocol !== "data:" && base.protocol !== "javascript:") return base.href;
  report("base-url", `The page's <base href=${JSON.stringify(href.slice(0, 200))}> is no base; its own URL is used.`);
  return url;
}

function elementImage(raw: RawImage, resolve: ResolveUrl, around: (raw: RawImage) => TextAround): WithoutLine {
  const { element, attributes, button, figure, heading, link } = raw;
  const alt = attributes.get("alt");
  const title = attributes.get("title");
  const role = attributes.get("role")?.trim().toLowerCase();
  const sizes = attributes.get("sizes");
  const { textBefore, textAfter, region } = around(raw);
  const figcaption = figure?.caption === undefined ? "" : region(figure.caption);
  const headingText = heading === undefined ? "" : region(heading);
  const target = element === "area" ? attributes.get("href") : link?.href;
  const targetUrl = target === undefined ? undefined : resolve(target);
  return {
    element,
    ...located(rawCandidates(raw), resolve),
    ...declaredSize(attributes),
    ...imageName({
      element,
      role: role?.split(/\s+/)[0],
      labelledBy: undefined,
      ariaLabel: attributes.get("aria-label"),
      alt,
      title,
      value: attributes.get("value"),
      svgTitle: raw.svgTitle === undefined ? undefined : plainText(raw.svgTitle),
      presentationalConflict: conflictsWithPresentation(raw),
    }),
    ...(alt === undefined ? {} : { alt }),
    ...(title === undefined ? {} : { title }),
    ...(role ? { role } : {}),
    ...(sizes === undefined ? {} : { sizes }),
    ...(raw.language ? { language: raw.language } : {}),
    hidden: (raw.state & HIDDEN) !== 0,
    ...(figcaption === "" ? {} : { figcaption }),
    ...(targetUrl === undefined
      ? {}
      : { link: { url: targetUrl, text: link === undefined ? "" : region(link), ...labelOf(link) } }),
    ...(button === undefined ? {} : { button: { text: region(button), ...labelOf(button) } }),
    ...(headingText === "" ? {} : { heading: headingText }),
    textBefore,
    textAfter,
    inNoscript: (raw.state & IN_NOSCRIPT) !== 0,
    offset: raw.offset,
  };
}

function labelOf(control: Region | LinkRegion | undefined): { label?: string } {
  const label = collapseSpace(control?.label ?? "");
  return label === "" ? {} : { label };
}

// https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none
function conflictsWithPresentation({ element, attributes }: RawImage): boolean {
  if (element === "input" || (element === "area" && attributes.has("href"))) return true;
  const tabindex = attributes.get("tabindex");
  return (tabindex !== undefined && /^\s*[+-]?\d/.test(tabindex)) || [...attributes.keys()].some(isGlobalAria);
}

function isGlobalAria(name: string): boolean {
  return name.startsWith("aria-") && name !== "aria-hidden";
}

function rawCandidates({ element, attributes, references, sources }: RawImage): RawCandidate[] {
  if (element === "img") return imgCandidates((name) => attributes.get(name), sources);
  const from = { input: "src", object: "data", video: "poster" }[element as string];
  const url = from === undefined ? undefined : attributes.get(from);
  return from === undefined || url === undefined ? [...references] : [{ url, from }];
}

/** The candidates resolved, each URL once, and the first of them as `url`. */
function located(raw: readonly RawCandidate[], resolve: ResolveUrl): Pick<ExtractedImage, "url" | "candidates"> {
  const candidates = new Map<string, ImageCandidate>();
  for (const candidate of raw) {
    const url = resolve(candidate.url);
    if (url !== undefined && !candidates.has(url)) candidates.set(url, { ...candidate, url });
  }
  const all = [...candidates.values()];
  return all.length === 0 ? { candidates: all } : { url: all[0]!.url, candidates: all };
}

function textAround({ text }: PageReader, contextLength: number): (raw: RawImage) => TextAround {
  const region = (place: Region | LinkRegion): string =>
    (place.text ??= text.from(place.firstRun, place.endRun, MAX_TEXT_LENGTH));
  // Images with no text between them share it.
  let [lastBefore, textBefore, lastAfter, textAfter] = [-1, "", -1, ""];
  return ({ run, endRun }) => {
    if (run !== lastBefore) textBefore = text.before((lastBefore = run), contextLength);
    if (endRun !== lastAfter) textAfter = text.from((lastAfter = endRun), text.count, contextLength);
    return { textBefore, textAfter, region };
  };
}

function plainText(source: string): string {
  return decodeCharacterReferences(normalizeText(source), "text");
}
