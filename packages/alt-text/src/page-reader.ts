import { type ControlRole, isControlRole } from "./aria/control-role.js";
import type { RawOwner } from "./aria/ownership.js";
import { explicitRole, hasGlobalAria, hidesContent, isImageRole, isOtherRole, isPresentational } from "./aria/role.js";
import type { ImageElement } from "./extracted-image.js";
import { attributeNameBits } from "./html/attributes.js";
import { hidingState } from "./html/hiding-state.js";
import type { HtmlSource } from "./html/html-source.js";
import { IdPlaces } from "./html/id-places.js";
import {
  HIDDEN,
  IN_LEAF,
  IN_TEMPLATE,
  inheritedState,
  NO_TEXT,
  OPENED,
  OpenElements,
  UNSEEN,
} from "./html/open-elements.js";
import { BLOCK, RAW_TEXT, RCDATA, READ, tagFlags, tagId, tagName } from "./html/tag-name.js";
import { CDATA, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "./html/tokenizer.js";
import type { PictureSource } from "./image/candidates.js";
import { isImageObject } from "./image/image-object.js";
import { OpenRegions } from "./open-regions.js";
import { licenceEntries, linkEntries, metaEntries } from "./page-metadata.js";
import type { RawImage, RawLabel, RawMeta, RawScript } from "./raw-image.js";
import { TextRuns } from "./text-runs.js";

const [A, AREA, BASE, BUTTON, DESC] = ["a", "area", "base", "button", "desc"].map(tagId) as Five;
const [FIGCAPTION, FIGURE, HTML, IMAGE, IMG] = ["figcaption", "figure", "html", "image", "img"].map(tagId) as Five;
const [INPUT, LABEL, LINK, META, METER] = ["input", "label", "link", "meta", "meter"].map(tagId) as Five;
const [OBJECT, OUTPUT, PICTURE, PROGRESS, SCRIPT] = ["object", "output", "picture", "progress", "script"].map(
  tagId,
) as Five;
const [SELECT, SOURCE, SVG, TEXTAREA, TITLE] = ["select", "source", "svg", "textarea", "title"].map(tagId) as Five;
const [SUMMARY, USE, VIDEO, H1, H6] = ["summary", "use", "video", "h1", "h6"].map(tagId) as Five;
/** Elements that are images whatever their role. */
const IMAGES: readonly number[] = [IMG, IMAGE, AREA, SVG];
type Five = [number, number, number, number, number];

const NAMES_OF_ANY: number = /* @__PURE__ */ attributeNameBits(["id", "lang", "role"]);
const OWNS: number = /* @__PURE__ */ attributeNameBits(["aria-owns"]);
const LICENCE_NAMES: number = /* @__PURE__ */ attributeNameBits(["rel", "property"]);
const NO_SOURCES: readonly PictureSource[] = [];

/** One pass over a page that finds its images and notes the positions of everything that belongs to them. */
export class PageReader {
  readonly source: HtmlSource;
  readonly text: TextRuns;
  readonly ids: IdPlaces = new IdPlaces();
  readonly images: RawImage[] = [];
  readonly labels: RawLabel[] = [];
  /** The offset of an image button or button, by the offset of a `label` around it. */
  readonly labelled: Map<number, number> = new Map();
  /** Elements with `aria-owns` that are exposed. */
  readonly owners: RawOwner[] = [];
  readonly metas: RawMeta[] = [];
  readonly links: { rel: string; href: string }[] = [];
  readonly jsonLd: RawScript[] = [];
  base: string | undefined;
  language: string | undefined;
  title: string | undefined;
  readonly #tokenizer: Tokenizer;
  readonly #open = new OpenElements();
  readonly #regions: OpenRegions;
  // What the raw text up to the next end tag is used for.
  #wanted: "title" | "json-ld" | undefined;
  #capture: { image: RawImage; field: "svgTitle" | "svgDescription"; parts: string[] } | undefined;

  constructor(source: HtmlSource) {
    this.source = source;
    this.text = new TextRuns(source.units);
    this.#tokenizer = new Tokenizer(source);
    this.#regions = new OpenRegions(this.#tokenizer, this.#open, this.text);
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
        if (tokenizer.tag === A && !open.inForeign) this.#regions.endLink();
        if ((tagFlags(tokenizer.tag) & BLOCK) !== 0) this.text.separate();
        this.#close(open.lowest);
      } else if (kind === CDATA) {
        this.#addText(tokenizer.contentStart, tokenizer.contentEnd, true);
      } else if (kind === END_OF_FILE) {
        // Below everything that is open, and below a link that no scope holds.
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
    } else if ((state & (UNSEEN | IN_TEMPLATE)) === 0) {
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
      const role = any ? explicitRole(tokenizer) : undefined;
      if ((flags & READ) !== 0) this.#htmlElement(tag, state, role);
      else if (namespace === "svg") this.#svgElement(tag, state);
      if (role !== undefined && !isOtherRole(role)) this.#roleElement(role, isHtml ? tag : 0, state);
      if ((tokenizer.attributeNames & OWNS) !== 0) this.#addOwner(state, role);
    }
    if ((flags & (RAW_TEXT | RCDATA)) !== 0) tokenizer.enterRawText(tagName(tag));
  }

  #anyElement(state: number, pushed: boolean): void {
    const idAt = this.#tokenizer.attributeIndex("id");
    if (idAt >= 0) this.ids.add(this.#tokenizer, idAt, state);
    const language = pushed ? this.#tokenizer.attribute("lang") : undefined;
    if (language !== undefined) this.#regions.start("language").language = language;
  }

  #htmlElement(tag: number, state: number, role: string | undefined): void {
    const tokenizer = this.#tokenizer;
    switch (tag) {
      case IMG:
      case IMAGE: {
        const image = this.#addImage("img", state, this.#regions.picture?.sources ?? NO_SOURCES);
        // Only the first `img` of a `picture` chooses among its sources.
        if (image.sources.length > 0) this.#regions.picture!.sources = [];
        break;
      }
      case A:
        this.#startLink(role);
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
        if (isButton(tokenizer, role)) this.#startControl("button");
        break;
      case SUMMARY:
        if ((state & OPENED) !== 0 && (role === undefined || isPresentational(role))) this.#startControl("button");
        break;
      case FIGURE:
        this.#regions.start("figure");
        break;
      case FIGCAPTION:
        if (this.#regions.figure !== undefined) this.#regions.figure.caption ??= this.#regions.start("figcaption");
        break;
      case PICTURE:
        this.#regions.start("picture").sources = [];
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
        if (tag >= H1 && tag <= H6) this.#regions.start("heading");
    }
  }

  #svgElement(tag: number, state: number): void {
    const tokenizer = this.#tokenizer;
    const graphic = this.#regions.graphic;
    if (tag === SVG && graphic === undefined) {
      this.#addGraphic("svg", state);
    } else if (graphic === undefined) {
      return;
    } else if (tag === IMAGE || tag === USE) {
      const url = tokenizer.attribute("href") ?? tokenizer.attribute("xlink:href");
      // A `use` that refers to the page itself names no file.
      if (url !== undefined && !url.startsWith("#")) {
        (graphic.image!.references ??= []).push({ url, from: tag === USE ? "use" : "image" });
      }
    } else if ((tag === TITLE || tag === DESC) && this.#open.depth === graphic.depth + 1) {
      const field = tag === TITLE ? "svgTitle" : "svgDescription";
      if (graphic.image![field] === undefined && this.#capture === undefined) {
        this.#capture = { image: graphic.image!, field, parts: [] };
        this.#regions.start("capture");
      }
    }
  }

  #roleElement(role: string, tag: number, state: number): void {
    if (isImageRole(role) && !IMAGES.includes(tag) && this.images.at(-1)?.offset !== this.#tokenizer.start) {
      this.#addGraphic("role-img", state);
    }
    if (this.#open.depth === this.#open.lowest) return;
    if (hidesContent(role)) this.#open.mark(IN_LEAF);
    else if (isControlRole(role) && tag !== A) this.#startControl(role);
  }

  #addOwner(state: number, role: string | undefined): void {
    if (this.#tokenizer.attributeIndex("aria-owns") < 0 || (state & HIDDEN) !== 0) return;
    // Nothing is exposed in an element with presentational content.
    if (role !== undefined && hidesContent(role)) return;
    this.owners.push({ offset: this.#tokenizer.start, control: this.#regions.control });
  }

  #startLink(role: string | undefined): void {
    const link = this.#regions.startLink(this.#tokenizer.attributeIndex("href") >= 0, role);
    if (link?.role !== undefined) this.#comeOut();
  }

  #startControl(role: ControlRole): void {
    this.#regions.start("button").role = role;
    this.#comeOut();
  }

  /** People come across a control also where the content around it is presentational. */
  #comeOut(): void {
    if ((this.#open.state & IN_LEAF) !== 0) this.#open.unmark(IN_LEAF);
  }

  #addGraphic(element: ImageElement, state: number): void {
    const image = this.#addImage(element, state);
    if (this.#open.depth === this.#open.lowest) return;
    this.#regions.start("graphic").image = image;
  }

  #addImage(element: ImageElement, state: number, sources: readonly PictureSource[] = NO_SOURCES): RawImage {
    const image: RawImage = {
      element,
      state,
      offset: this.#tokenizer.start,
      labelled: this.#tokenizer.attributeIndex("aria-labelledby") >= 0,
      run: this.text.count,
      endRun: this.text.count,
      link: this.#regions.link,
      control: this.#regions.control,
      figure: this.#regions.figure,
      heading: this.#regions.heading,
      sources,
      // An `img` opens no region of its own.
      language: this.#tokenizer.attribute("lang") ?? this.#regions.language?.language,
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
    if (!pointing) this.#regions.start("label");
  }

  /**
   * A control starts here: it gets the labels around it that have none so far.
   * @see https://html.spec.whatwg.org/multipage/forms.html#labeled-control
   */
  #fillLabels(isNamedByThem = false): void {
    for (let label = this.#regions.label; label !== undefined && !label.filled; label = label.outer) {
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
    this.#regions.picture?.sources?.push(source);
  }

  #addLicences(): void {
    const tokenizer = this.#tokenizer;
    // Pages have many links, and hardly any has one of them.
    if ((tokenizer.attributeNames & LICENCE_NAMES) === 0) return;
    for (const link of licenceEntries(tokenizer)) this.links.push(link);
  }

  #close(depth: number): void {
    const ended = this.#regions.end(depth);
    if (ended === undefined) return;
    for (const region of ended) {
      if (region.kind === "graphic") {
        region.image!.endRun = region.endRun;
      } else if (this.#capture !== undefined) {
        const { image, field, parts } = this.#capture;
        image[field] = parts.join("");
        this.#capture = undefined;
      }
    }
  }
}

/** Whether the current `button` is a button to assistive technology just by its tag. */
function isButton(tag: Tokenizer, role: string | undefined): boolean {
  return role === undefined || (isPresentational(role) && (tag.attributeIndex("disabled") < 0 || hasGlobalAria(tag)));
}
