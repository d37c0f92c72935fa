import type { OnDiagnostic } from "@alt2img/core";
import { type ResolveUrl, urlResolver } from "@alt2img/core/url";
import { ownership } from "./aria/ownership.js";
import { explicitRole, hasGlobalAria, isPresentational } from "./aria/role.js";
import { frozenBaseUrl } from "./base-url.js";
import type { ExtractedImage, ImageCandidate, ImageElement } from "./extracted-image.js";
import { normalizeText } from "./html/attributes.js";
import { decodeCharacterReferences } from "./html/character-reference.js";
import { HIDDEN, IN_NOSCRIPT } from "./html/open-elements.js";
import { Tokenizer } from "./html/tokenizer.js";
import { collapseSpace } from "./html/white-space.js";
import { imageName } from "./image/accessible-name.js";
import { imgCandidates, type RawCandidate } from "./image/candidates.js";
import { declareSize } from "./image/dimension.js";
import { type PageLabels, pageLabels } from "./image/page-labels.js";
import { metadataImages } from "./metadata-image.js";
import { ownCopy } from "./own-copy.js";
import type { Page } from "./page.js";
import type { PageReader } from "./page-reader.js";
import { type Place, placeCounter } from "./place-counter.js";
import type { RawImage, Region } from "./raw-image.js";
import { VisibleText } from "./visible-text.js";

/** The most of one caption, link, heading or label to read, in UTF-16 code units, so that nested ones aren't quadratic. */
const MAX_TEXT_LENGTH = 1_000;

type AssembleOptions = {
  url: string;
  /** The encoding of the page, in which the queries of its URLs are encoded; `undefined` for a string. */
  charset: string | undefined;
  contextLength: number;
  onDiagnostic: OnDiagnostic | undefined;
};

type Report = (code: string, message: string) => void;

/** Turns what one pass has found into the page: resolves URLs, names images, reads the text around them. */
export function assemblePage(reader: PageReader, { url, charset, contextLength, onDiagnostic }: AssembleOptions): Page {
  const report: Report = (code, message) => onDiagnostic?.({ code: `alt-text/${code}`, message, url });
  const baseUrl = resolveBase(reader.base, { url, charset }, report);
  const resolveOne = urlResolver(baseUrl, { encoding: charset });
  const resolve: ResolveUrl = (raw) => {
    if (raw.trim() === "") return undefined;
    const resolved = resolveOne(raw);
    if (resolved === undefined)
      report("url", `${JSON.stringify(raw.slice(0, 200))} isn't a valid URL, so it was left out.`);
    return resolved;
  };
  const owned = ownership(reader.source, reader);
  const text = new VisibleText(reader.source, reader.text, Math.max(contextLength, MAX_TEXT_LENGTH));
  const page: PageContext = {
    tag: new Tokenizer(reader.source),
    around: new Tokenizer(reader.source),
    resolve,
    text,
    textAround: textAround(text, contextLength),
    labels: pageLabels(reader, owned, MAX_TEXT_LENGTH),
  };
  const metadata = metadataImages(reader, report).sort((a, b) => a.offset - b.offset);
  const placeAt = placeCounter(reader.source);
  const images: ExtractedImage[] = [];
  let placed = 0;
  const addMetadataBefore = (offset: number): void => {
    for (; placed < metadata.length && metadata[placed]!.offset < offset; placed++) {
      const { urls, ...image } = metadata[placed]!;
      const candidates = resolveCandidates(urls, resolve);
      const url = candidates.length === 0 ? {} : { url: candidates[0]!.url };
      images.push({ ...image, candidates, ...url, ...placeAt(image.offset) });
    }
  };
  for (const raw of reader.images) {
    addMetadataBefore(raw.offset);
    images.push(elementImage(raw, page, placeAt(raw.offset)));
  }
  addMetadataBefore(Number.POSITIVE_INFINITY);
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
    images,
  };
}

/** What the images of one page share. */
type PageContext = {
  text: VisibleText;
  /** Reads the current image's tag again, and those of the link and the control around it. */
  tag: Tokenizer;
  around: Tokenizer;
  resolve: ResolveUrl;
  textAround: (raw: RawImage) => Pick<ExtractedImage, "textBefore" | "textAfter">;
  labels: PageLabels;
};

function resolveBase(
  href: string | undefined,
  { url, charset }: Pick<AssembleOptions, "url" | "charset">,
  report: Report,
): string {
  if (href === undefined) return url;
  const base = frozenBaseUrl(href, url, charset);
  if (base !== undefined) return base;
  report(
    "base-url",
    `The page's <base href=${JSON.stringify(href.slice(0, 200))}> can't be a base URL. The page's own URL is used instead.`,
  );
  return url;
}

function elementImage(raw: RawImage, page: PageContext, { offset, line, column }: Place): ExtractedImage {
  const { text, tag, around, labels, resolve } = page;
  const { element, control, figure, heading } = raw;
  tag.readTagAt(raw.offset);
  const own = (attribute: string): string | undefined => {
    const value = tag.attribute(attribute);
    return value && ownCopy(value);
  };
  const alt = own("alt");
  const title = own("title");
  const conflict = conflictsWithPresentation(element, tag);
  const asked = explicitRole(tag);
  const role = conflict && isPresentational(asked) ? undefined : asked && ownCopy(asked);
  const sizes = own("sizes");
  const { textState, name } = imageName({
    element,
    role,
    presentationalConflict: conflict,
    labelledBy: raw.labelled ? labels.labelledBy(tag) : undefined,
    ariaLabel: own("aria-label"),
    label: element === "input" ? labels.labelsOf(raw.offset) : undefined,
    alt,
    title,
    value: own("value"),
    svgTitle: raw.svgTitle === undefined ? undefined : ownCopy(plainText(raw.svgTitle)),
  });
  const { textBefore, textAfter } = page.textAround(raw);
  // Assigned one by one: with tens of thousands of images, a spread for each optional field would cost most.
  const image: ExtractedImage = {
    element,
    candidates: resolveCandidates(rawCandidates(raw, tag), resolve),
    textState,
    hidden: (raw.state & HIDDEN) !== 0,
    textBefore,
    textAfter,
    inNoscript: (raw.state & IN_NOSCRIPT) !== 0,
    offset,
    line,
    column,
  };
  if (image.candidates.length > 0) image.url = image.candidates[0]!.url;
  if (name !== undefined) image.name = name;
  if (alt !== undefined) image.alt = alt;
  if (title !== undefined) image.title = title;
  if (role) image.role = role;
  const description = raw.svgDescription === undefined ? "" : collapseSpace(plainText(raw.svgDescription));
  if (description !== "") image.description = ownCopy(description);
  if (sizes !== undefined) image.sizes = sizes;
  if (raw.language) image.language = ownCopy(raw.language);
  const region = (place: Pick<Region, "text" | "firstRun" | "endRun">): string =>
    (place.text ??= text.from(place.firstRun, place.endRun, MAX_TEXT_LENGTH));
  const figcaption = figure?.caption === undefined ? "" : region(figure.caption);
  if (figcaption !== "") image.figcaption = figcaption;
  let link = raw.link;
  while (link !== undefined && !link.hasTarget) link = link.outer;
  if (link !== undefined) around.readTagAt(link.offset);
  const target = element === "area" ? tag.attribute("href") : link && around.attribute("href");
  const targetUrl = target === undefined ? undefined : resolve(target);
  if (targetUrl !== undefined) image.link = { url: ownCopy(targetUrl), text: link === undefined ? "" : region(link) };
  if (control !== undefined) {
    if (control.offset !== link?.offset) around.readTagAt(control.offset);
    image.control = { role: control.role!, text: region(control) };
    const { label, overridesContent } = labels.controlName(around, raw.offset, /\S/.test(image.control.text));
    // A no-break space is part of a name, but names nothing.
    if (label.trim() !== "") {
      image.control.label = ownCopy(label);
      if (overridesContent) image.control.overridesContent = true;
    }
  }
  const headingText = heading === undefined ? "" : region(heading);
  if (headingText !== "") image.heading = headingText;
  declareSize(image, tag);
  return image;
}

// https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none
function conflictsWithPresentation(element: ImageElement, tag: Tokenizer): boolean {
  if (element === "input" || (element === "area" && tag.attributeIndex("href") >= 0)) return true;
  const tabindex = tag.attribute("tabindex");
  return (tabindex !== undefined && /^\s*[+-]?\d/.test(tabindex)) || hasGlobalAria(tag);
}

function rawCandidates({ element, references, sources }: RawImage, tag: Tokenizer): RawCandidate[] {
  if (element === "img") return imgCandidates(tag, sources);
  const from = element === "input" ? "src" : element === "object" ? "data" : element === "video" ? "poster" : undefined;
  const url = from && tag.attribute(from);
  return from === undefined || url === undefined ? (references ?? []) : [{ url, from }];
}

/** Each URL once, in order; if several attributes name a URL and `src` is one of them, `src` is kept. */
function resolveCandidates(raw: readonly RawCandidate[], resolve: ResolveUrl): ImageCandidate[] {
  const candidates: ImageCandidate[] = [];
  const seen = raw.length > 1 ? new Set<string>() : undefined;
  for (const candidate of raw) {
    const resolved = resolve(candidate.url);
    if (resolved === undefined) continue;
    const isRepeated = seen?.has(resolved) === true;
    if (isRepeated && candidate.from !== "src") continue;
    seen?.add(resolved);
    // Changed in place: nothing else refers to this object, and there are too many to copy.
    candidate.url = ownCopy(resolved);
    candidate.from = ownCopy(candidate.from);
    if (candidate.media !== undefined) candidate.media = ownCopy(candidate.media);
    if (candidate.type !== undefined) candidate.type = ownCopy(candidate.type);
    if (isRepeated) candidates[candidates.findIndex(({ url }) => url === resolved)] = candidate;
    else candidates.push(candidate);
  }
  return candidates;
}

function textAround(text: VisibleText, contextLength: number): PageContext["textAround"] {
  // Images with no text between them share it.
  let [lastBefore, textBefore, lastAfter, textAfter] = [-1, "", -1, ""];
  return ({ run, endRun }) => {
    if (run !== lastBefore) textBefore = text.before((lastBefore = run), contextLength);
    if (endRun !== lastAfter) textAfter = text.from((lastAfter = endRun), Number.POSITIVE_INFINITY, contextLength);
    return { textBefore, textAfter };
  };
}

function plainText(source: string): string {
  return decodeCharacterReferences(normalizeText(source), "text");
}
