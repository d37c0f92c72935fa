import type { OnDiagnostic } from "@alt2img/core";
import { frozenBaseUrl } from "./base-url.js";
import type { ExtractedImage, ImageCandidate } from "./extracted-image.js";
import { decodeAttribute, normalizeText } from "./html/attributes.js";
import { decodeCharacterReferences } from "./html/character-reference.js";
import { HIDDEN, IN_NOSCRIPT } from "./html/open-elements.js";
import { collapseSpace } from "./html/white-space.js";
import { imageName } from "./image/accessible-name.js";
import { imgCandidates, type RawCandidate } from "./image/candidates.js";
import { declareSize } from "./image/dimension.js";
import { readLabel } from "./image/labels.js";
import { type ResolveUrl, urlResolver } from "./image/resolve-url.js";
import { lineCounter } from "./line-counter.js";
import { metadataImages } from "./metadata-image.js";
import { ownCopy } from "./own-copy.js";
import type { Page } from "./page.js";
import type { PageReader } from "./page-reader.js";
import type { LinkRegion, RawImage, Region } from "./raw-image.js";

/** The most of one caption, link, heading or label, in UTF-16 code units: nested ones are then not quadratic. */
const MAX_TEXT_LENGTH = 1_000;

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
  const labelledBy = labelsOf(reader);
  const images = [
    ...reader.images.map((raw) => elementImage(raw, resolve, around, labelledBy)),
    ...metadataImages(reader, report).map(({ urls, ...rest }): WithoutLine => {
      const candidates = resolveCandidates(urls, resolve);
      return { ...rest, candidates, ...(candidates.length === 0 ? {} : { url: candidates[0]!.url }) };
    }),
  ].sort((a, b) => a.offset - b.offset);
  const lineAt = lineCounter(reader.html);
  const links = reader.links.flatMap(({ rel, href }) => {
    const resolved = resolve(href);
    return resolved === undefined ? [] : [{ rel: ownCopy(rel), url: ownCopy(resolved) }];
  });
  const language = reader.language && ownCopy(reader.language.trim());
  const title = reader.title === undefined ? undefined : ownCopy(collapseSpace(plainText(reader.title)));
  return {
    url,
    baseUrl,
    ...(language ? { language } : {}),
    ...(title === undefined ? {} : { title }),
    metas: reader.metas.map(({ name, content }) => ({ name: ownCopy(name), content: ownCopy(content) })),
    links,
    images: images.map((image) => Object.assign(image, lineAt(image.offset))),
  };
}

type WithoutLine = Omit<ExtractedImage, "line" | "column">;
type TextAround = Pick<ExtractedImage, "textBefore" | "textAfter"> & {
  region: (region: Region | LinkRegion) => string;
};

function resolveBase(href: string | undefined, url: string, report: Report): string {
  if (href === undefined) return url;
  const base = frozenBaseUrl(href, url);
  if (base !== undefined) return base;
  report("base-url", `The page's <base href=${JSON.stringify(href.slice(0, 200))}> is no base; its own URL is used.`);
  return url;
}

function elementImage(
  raw: RawImage,
  resolve: ResolveUrl,
  around: (raw: RawImage) => TextAround,
  labelledBy: (raw: RawImage) => string | undefined,
): WithoutLine {
  const { element, attributes, button, figure, heading, link } = raw;
  const own = (attribute: string): string | undefined => {
    const value = attributes.get(attribute);
    return value && ownCopy(value);
  };
  const alt = own("alt");
  const title = own("title");
  const role = own("role")?.trim().toLowerCase();
  const sizes = own("sizes");
  const { textBefore, textAfter, region } = around(raw);
  const figcaption = figure?.caption === undefined ? "" : region(figure.caption);
  const headingText = heading === undefined ? "" : region(heading);
  const target = element === "area" ? attributes.get("href") : link && decodeAttribute(link.href);
  const targetUrl = target === undefined ? undefined : resolve(target);
  const { textState, name } = imageName({
    element,
    role: role?.split(/\s+/, 1)[0],
    labelledBy: labelledBy(raw),
    ariaLabel: own("aria-label"),
    alt,
    title,
    value: own("value"),
    svgTitle: raw.svgTitle === undefined ? undefined : ownCopy(plainText(raw.svgTitle)),
    presentationalConflict: conflictsWithPresentation(raw),
  });
  // Assigned one by one: with tens of thousands of images, a spread for each optional field is what costs most.
  const image: WithoutLine = {
    element,
    candidates: resolveCandidates(rawCandidates(raw), resolve),
    textState,
    hidden: (raw.state & HIDDEN) !== 0,
    textBefore,
    textAfter,
    inNoscript: (raw.state & IN_NOSCRIPT) !== 0,
    offset: raw.offset,
  };
  if (image.candidates.length > 0) image.url = image.candidates[0]!.url;
  if (name !== undefined) image.name = name;
  if (alt !== undefined) image.alt = alt;
  if (title !== undefined) image.title = title;
  if (role) image.role = role;
  if (sizes !== undefined) image.sizes = sizes;
  if (raw.language) image.language = ownCopy(raw.language);
  if (figcaption !== "") image.figcaption = figcaption;
  if (targetUrl !== undefined)
    image.link = { url: ownCopy(targetUrl), text: link === undefined ? "" : region(link), ...labelOf(link) };
  if (button !== undefined) image.button = { text: region(button), ...labelOf(button) };
  if (headingText !== "") image.heading = headingText;
  declareSize(image, attributes);
  return image;
}

function labelOf(control: Region | LinkRegion | undefined): { label?: string } {
  const label = collapseSpace(decodeAttribute(control?.label ?? ""));
  return label === "" ? {} : { label: ownCopy(label) };
}

// https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none
function conflictsWithPresentation({ element, attributes }: RawImage): boolean {
  if (element === "input" || (element === "area" && attributes.get("href") !== undefined)) return true;
  const tabindex = attributes.get("tabindex");
  if (tabindex !== undefined && /^\s*[+-]?\d/.test(tabindex)) return true;
  for (const name of attributes.namesFrom("aria-")) {
    if (name !== "aria-hidden") return true;
  }
  return false;
}

function rawCandidates({ element, attributes, references, sources }: RawImage): RawCandidate[] {
  if (element === "img") return imgCandidates(attributes, sources);
  const from = { input: "src", object: "data", video: "poster" }[element as string];
  const url = from === undefined ? undefined : attributes.get(from);
  return from === undefined || url === undefined ? [...references] : [{ url, from }];
}

/** Each URL once, in their order. */
function resolveCandidates(raw: readonly RawCandidate[], resolve: ResolveUrl): ImageCandidate[] {
  const candidates: ImageCandidate[] = [];
  const seen = raw.length > 1 ? new Set<string>() : undefined;
  for (const candidate of raw) {
    const resolved = resolve(candidate.url);
    if (resolved === undefined || seen?.has(resolved)) continue;
    seen?.add(resolved);
    // Nobody else has this object: one for each candidate and no copies of it, because there are many.
    candidate.url = ownCopy(resolved);
    for (const key of ["from", "media", "type"] as const) {
      const value = candidate[key];
      if (value !== undefined) candidate[key] = ownCopy(value);
    }
    candidates.push(candidate);
  }
  return candidates;
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

/** The text that `aria-labelledby` of an image comes to. */
function labelsOf({ html, ids, images }: PageReader): (raw: RawImage) => string | undefined {
  const idsOf = ({ attributes }: RawImage): string[] =>
    attributes
      .get("aria-labelledby")
      ?.split(/[\t\n\f\r ]+/)
      .filter(Boolean) ?? [];
  const wanted = new Set(images.flatMap(idsOf));
  if (wanted.size === 0) return () => undefined;
  const labels = new Map<string, string>();
  for (const [id, place] of ids.find(html, wanted, decodeAttribute)) {
    labels.set(id, readLabel(html, place, MAX_TEXT_LENGTH));
  }
  return (raw) => {
    let text = "";
    for (const id of idsOf(raw)) {
      if (text.length < MAX_TEXT_LENGTH) text += ` ${labels.get(id) ?? ""}`;
    }
    return text;
  };
}

function plainText(source: string): string {
  return decodeCharacterReferences(normalizeText(source), "text");
}
