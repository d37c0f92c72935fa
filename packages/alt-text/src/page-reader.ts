import type { ImageElement } from "./extracted-image.js";
import { attributeNameBits } from "./html/attributes.js";
import { hidingState } from "./html/hiding-state.js";
import type { HtmlSource } from "./html/html-source.js";
import { IdPlaces } from "./html/id-places.js";
import { HIDDEN, IN_TEMPLATE, inheritedState, NO_TEXT, OpenElements } from "./html/open-elements.js";
import { BLOCK, RAW_TEXT, RCDATA, READ, tagFlags, tagId, tagName } from "./html/tag-name.js";
import { CDATA, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "./html/tokenizer.js";
import type { PictureSource } from "./image/candidates.js";
import { isImageObject } from "./image/image-object.js";
import { isImageRole } from "./image/image-role.js";
import { licenceEntries, linkEntries, metaEntries } from "./page-metadata.js";
import type { LinkRegion, RawImage, RawLabel, RawMeta, RawScript, Region, RegionKind } from "./raw-image.js";
import { TextRuns } from "./text-runs.js";

const [A, AREA, BASE, BUTTON, DESC] = ["a", "area", "base", "button", "desc"].map(tagId) as Five;
const [FIGCAPTION, FIGURE, HTML, IMAGE, IMG] = ["figcaption", "figure", "html", "image", "img"].map(tagId) as Five;
const [INPUT, LABEL, LINK, META, METER] = ["input", "label", "link", "meta", "meter"].map(tagId) as Five;
const [OBJECT, OUTPUT, PICTURE, PROGRESS, SCRIPT] = ["object", "output", "picture", "progress", "script"].map(
  tagId,
) as Five;
const [SELECT, SOURCE, SVG, TEXTAREA, TITLE] = ["select", "source", "svg", "textarea", "title"].map(tagId) as Five;
const [USE, VIDEO, H1, H6] = ["use", "video", "h1", "h6"].map(tagId) as Four;
type Four = [number, number, number, number];
type Five = [number, number, number, number, number];

const NAMES_OF_ANY: number = /* @__PURE__ */ attributeNameBits(["id", "lang", "role"]);
const LICENCE_NAMES: number = /* @__PURE__ */ attributeNameBits(["rel", "property"]);
const NO_SOURCES: readonly PictureSource[] = [];

/** One pass over a page that finds its images and remembers where what belongs to them stands. */
export class PageReader {
  readonly source: HtmlSource;
  readonly text: TextRuns;
  readonly ids: IdPlaces = new IdPlaces();
  readonly images: RawImage[] = [];
  readonly labels: RawLabel[] = [];
  /** By the offset of a `label` around an image button or a button that of the control. */
  readonly labelled: Map<number, number> = new Map();
  readonly metas: RawMeta[] = [];
  readonly links: { rel: string; href: string }[] = [];
  readonly jsonLd: RawScript[] = [];
  base: string | undefined;
  language: string | undefined;
  title: string | undefined;
  readonly #tokenizer: Tokenizer;
  readonly #open = new OpenElements();
  readonly #regions: Region[] = [];
  #link: LinkRegion | undefined;
  #figure: Region | undefined;
  #button: Region | undefined;
  #label: Region | undefined;
  #picture: Region | undefined;
  #graphic: Region | undefined;
  #heading: Region | undefined;
  // What the text up to the next end tag of raw text is for.
  #wanted: "title" | "json-ld" | undefined;
  #capture: { image: RawImage; field: "svgTitle" | "svgDescription"; parts: string[] } | undefined;
  #language: Region | undefined;

  constructor(source: HtmlSource) {
    this.source = source;
    this.text = new TextRuns(source.units);
    this.#tokenizer = new Tokenizer(source);
  }

  read(): void {
    const tokenizer = this.#tokenizer;
    const open = this.#open;
    while (true) {
      tokenizer.cdataAllowed = open.inForeign;
      const kind = tokenizer.next();
      if (tokenizer.textStart < tokenizer.start) this.#addText(tokenizer.textStart, tokenizer.start, false);
      if (kind === START_TAG) {
        if (!tokenizer.readAttributes()) continue;
        this.#startTag();
      } else if (kind === END_TAG) {
        this.#wanted = undefined;
        open.end(tokenizer);
        if (tokenizer.tag === A && !open.inForeign) this.#endLink();
        if ((tagFlags(tokenizer.tag) & BLOCK) !== 0) this.text.separate();
        this.#close(open.lowest);
      } else if (kind === CDATA) {
        this.#addText(tokenizer.contentStart, tokenizer.contentEnd, true);
      } else if (kind === END_OF_FILE) {
        // Below all that is open, and below a link that no scope holds.
        this.#close(-1);
        return;
      }
    }
  }

  #addText(start: number, end: number, literal: boolean): void {
    if (this.#wanted !== undefined) {
      const text = this.source.text(start, end);
      if (this.#wanted === "title") this.title ??= text;
      else this.jsonLd.push({ text, offset: start });
      this.#wanted = undefined;
      return;
    }
    const state = this.#open.state;
    if ((state & NO_TEXT) !== 0) {
      if (this.#capture === undefined) return;
      const text = this.source.text(start, end);
      this.#capture.parts.push(literal ? text.replaceAll("&", "&amp;") : text);
    } else if ((state & (HIDDEN | IN_TEMPLATE)) === 0) {
      this.text.add(start, end, literal);
    }
  }

  #startTag(): void {
    const tokenizer = this.#tokenizer;
    const open = this.#open;
    const { tag } = tokenizer;
    const own = hidingState(tokenizer);
    const namespace = open.start(tokenizer, own);
    this.#close(open.lowest);
    const isHtml = namespace === "html";
    const flags = isHtml ? tagFlags(tag) : 0;
    if ((flags & BLOCK) !== 0) this.text.separate();
    const pushed = open.depth > open.lowest;
    const state = pushed ? open.state : inheritedState(own, open.state);
    if ((state & IN_TEMPLATE) === 0) {
      const any = (tokenizer.attributeNames & NAMES_OF_ANY) !== 0;
      if (any) this.#anyElement(state, pushed);
      if ((flags & READ) !== 0) this.#htmlElement(tag, state);
      else if (namespace === "svg") this.#svgElement(tag, state);
      if (any) this.#roleElement(tag, isHtml, state);
    }
    if ((flags & (RAW_TEXT | RCDATA)) !== 0) tokenizer.enterRawText(tagName(tag));
  }

  #anyElement(state: number, pushed: boolean): void {
    const idAt = this.#tokenizer.attributeIndex("id");
    if (idAt >= 0) this.ids.add(this.#tokenizer, idAt, state);
    const language = pushed ? this.#tokenizer.attribute("lang") : undefined;
    if (language !== undefined) this.#openRegion("language").language = language;
  }

  #htmlElement(tag: number, state: number): void {
    const tokenizer = this.#tokenizer;
    switch (tag) {
      case IMG:
      case IMAGE: {
        const image = this.#addImage("img", state, this.#picture?.sources ?? NO_SOURCES);
        // Only the first `img` of a `picture` chooses among its sources.
        if (image.sources.length > 0) this.#picture!.sources = [];
        break;
      }
      case A:
        this.#startLink(tokenizer.attributeIndex("href") >= 0);
        this.#addLicences();
        break;
      case AREA:
        this.#addImage("area", state);
        this.#addLicences();
        break;
      case INPUT: {
        const type = tokenizer.attribute("type")?.toLowerCase();
        const image = type === "image" ? this.#addImage("input", state) : undefined;
        if (type !== "hidden") this.#fillLabels(image !== undefined);
        break;
      }
      case LABEL:
        this.#addLabel(state);
        break;
      // The other labelable elements: https://html.spec.whatwg.org/multipage/forms.html#category-label
      case METER:
      case OUTPUT:
      case PROGRESS:
      case SELECT:
      case TEXTAREA:
        this.#fillLabels();
        break;
      case OBJECT:
        if (isImageObject(tokenizer)) this.#addImage("object", state);
        break;
      case VIDEO:
        if (tokenizer.attribute("poster")) this.#addImage("video", state);
        break;
      case BUTTON:
        this.#fillLabels(true);
        this.#button = this.#openRegion("button");
        break;
      case FIGURE:
        this.#figure = this.#openRegion("figure");
        break;
      case FIGCAPTION:
        if (this.#figure !== undefined) this.#figure.caption ??= this.#openRegion("figcaption");
        break;
      case PICTURE:
        this.#picture = this.#openRegion("picture");
        this.#picture.sources = [];
        break;
      case SOURCE:
        this.#addSource();
        break;
      case BASE:
        this.base ??= tokenizer.attribute("href");
        break;
      case META:
        for (const meta of metaEntries(tokenizer)) this.metas.push({ ...meta, offset: tokenizer.start });
        break;
      case LINK:
        for (const link of linkEntries(tokenizer)) this.links.push(link);
        break;
      case TITLE:
        if (this.title === undefined) this.#wanted = "title";
        break;
      case SCRIPT:
        if (/^\s*application\/ld\+json\s*(?:;|$)/i.test(tokenizer.attribute("type") ?? "")) this.#wanted = "json-ld";
        break;
      case HTML:
        this.language ??= tokenizer.attribute("lang");
        break;
      default:
        if (tag >= H1 && tag <= H6) this.#heading = this.#openRegion("heading");
    }
  }

  #svgElement(tag: number, state: number): void {
    const tokenizer = this.#tokenizer;
    const graphic = this.#graphic;
    if (tag === SVG && graphic === undefined) {
      this.#addGraphic("svg", state);
    } else if (graphic === undefined) {
      return;
    } else if (tag === IMAGE || tag === USE) {
      const url = tokenizer.attribute("href") ?? tokenizer.attribute("xlink:href");
      // A `use` of the page itself names no file.
      if (url !== undefined && !url.startsWith("#")) {
        (graphic.image!.references ??= []).push({ url, from: tag === USE ? "use" : "image" });
      }
    } else if ((tag === TITLE || tag === DESC) && this.#open.depth === graphic.depth + 1) {
      const field = tag === TITLE ? "svgTitle" : "svgDescription";
      if (graphic.image![field] === undefined && this.#capture === undefined) {
        this.#capture = { image: graphic.image!, field, parts: [] };
        this.#openRegion("capture");
      }
    }
  }

  #roleElement(tag: number, isHtml: boolean, state: number): void {
    const role = this.#tokenizer.attribute("role");
    if (role === undefined || !isImageRole(role)) return;
    const isImageAnyway = isHtml ? tag === IMG || tag === IMAGE || tag === AREA : tag === SVG;
    if (!isImageAnyway && this.images.at(-1)?.offset !== this.#tokenizer.start) this.#addGraphic("role-img", state);
  }

  #addGraphic(element: ImageElement, state: number): void {
    const image = this.#addImage(element, state);
    if (this.#open.depth === this.#open.lowest) return;
    this.#graphic = this.#openRegion("graphic");
    this.#graphic.image = image;
  }

  #addImage(element: ImageElement, state: number, sources: readonly PictureSource[] = NO_SOURCES): RawImage {
    const image: RawImage = {
      element,
      state,
      offset: this.#tokenizer.start,
      labelled: this.#tokenizer.attributeIndex("aria-labelledby") >= 0,
      run: this.text.count,
      endRun: this.text.count,
      link: this.#link,
      button: this.#button,
      figure: this.#figure,
      heading: this.#heading,
      sources,
      // An `img` opens no region of its own.
      language: this.#tokenizer.attribute("lang") ?? this.#language?.language,
      svgTitle: undefined,
      svgDescription: undefined,
      references: undefined,
    };
    this.images.push(image);
    return image;
  }

  #addLabel(state: number): void {
    const pointing = this.#tokenizer.attributeIndex("for") >= 0;
    this.labels.push({ offset: this.#tokenizer.start, state, pointing });
    if (!pointing) this.#label = this.#openRegion("label");
  }

  /**
   * A control stands here: the labels around it that had none before are its own.
   * @see https://html.spec.whatwg.org/multipage/forms.html#labeled-control
   */
  #fillLabels(isNamedByThem = false): void {
    for (let label = this.#label; label !== undefined && !label.filled; label = label.outer) {
      label.filled = true;
      if (isNamedByThem) this.labelled.set(label.offset, this.#tokenizer.start);
    }
  }

  #addSource(): void {
    const tokenizer = this.#tokenizer;
    const srcset = tokenizer.attribute("srcset") ?? tokenizer.attribute("data-srcset");
    if (srcset === undefined) return;
    const source: PictureSource = { srcset };
    const media = tokenizer.attribute("media");
    const type = tokenizer.attribute("type");
    if (media !== undefined) source.media = media;
    if (type !== undefined) source.type = type;
    this.#picture?.sources?.push(source);
  }

  #addLicences(): void {
    const tokenizer = this.#tokenizer;
    // Nearly no link has one of them, and each page has many links.
    if ((tokenizer.attributeNames & LICENCE_NAMES) === 0) return;
    for (const link of licenceEntries(tokenizer)) this.links.push(link);
  }

  #startLink(hasTarget: boolean): void {
    this.#endLink();
    if (!hasTarget) return;
    const run = this.text.count;
    const offset = this.#tokenizer.start;
    this.#link = { offset, scope: this.#open.scope, outer: this.#link, firstRun: run, endRun: run, text: undefined };
  }

  // A link lies on across the ends of blocks, as a formatting element does, but not out of a table cell.
  #endLink(): void {
    if (this.#link === undefined || this.#link.scope !== this.#open.scope) return;
    this.#link.endRun = this.text.count;
    this.#link = this.#link.outer;
  }

  #openRegion(kind: RegionKind): Region {
    const run = this.text.count;
    const outer = kind === "language" ? this.#language : kind === "graphic" ? this.#graphic : this.#regionOf(kind);
    const offset = this.#tokenizer.start;
    // All of one shape, which makes them faster to read.
    const region: Region = {
      kind,
      depth: this.#open.depth,
      offset,
      outer,
      firstRun: run,
      endRun: run,
      text: undefined,
      caption: undefined,
      sources: undefined,
      image: undefined,
      language: undefined,
      filled: false,
    };
    this.#regions.push(region);
    if (kind === "language") this.#language = region;
    return region;
  }

  #regionOf(kind: RegionKind): Region | undefined {
    if (kind === "figure") return this.#figure;
    if (kind === "button") return this.#button;
    if (kind === "label") return this.#label;
    return kind === "picture" ? this.#picture : undefined;
  }

  #close(depth: number): void {
    const run = this.text.count;
    while (this.#link !== undefined && this.#link.scope > depth) {
      this.#link.endRun = run;
      this.#link = this.#link.outer;
    }
    for (let region = this.#regions.at(-1); region !== undefined && region.depth > depth; ) {
      this.#regions.pop();
      region.endRun = run;
      if (region.kind === "figure") this.#figure = region.outer;
      else if (region.kind === "button") this.#button = region.outer;
      else if (region.kind === "label") this.#label = region.outer;
      else if (region.kind === "picture") this.#picture = region.outer;
      else if (region.kind === "language") this.#language = region.outer;
      else if (region.kind === "graphic") {
        region.image!.endRun = run;
        this.#graphic = region.outer;
      } else if (region.kind === "capture" && this.#capture !== undefined) {
        const { image, field, parts } = this.#capture;
        image[field] = parts.join("");
        this.#capture = undefined;
      }
      region = this.#regions.at(-1);
    }
  }
}
