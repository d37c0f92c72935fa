import {
  BREAKOUT,
  CLOSES_OTHERS,
  CLOSES_P,
  FORMATTING,
  SCOPE,
  SPECIAL,
  TABLE_PART,
  TABLE_SCOPE,
  TAG_COUNT,
  tagFlags,
  tagId,
  UNRENDERED,
  VOID,
} from "./tag-name.js";
import type { Tokenizer } from "./tokenizer.js";

/** An element's state, due to itself or to its ancestors, as bits. It isn't rendered, or is inert. */
export const GONE = 1;
/** `visibility: hidden`: its content may be visible again. */
export const INVISIBLE = 128;
/** In a closed `details`, whose first `summary` is still shown. */
const CLOSED = 256;
/** In an element whose content is presentational, such as one with `role=img`. */
export const IN_LEAF = 4096;
/** Assistive technology ignores it, for one of these reasons. */
export const HIDDEN: number = GONE | INVISIBLE | CLOSED | IN_LEAF;
/** No one encounters it, for one of these reasons. */
export const UNSEEN: number = HIDDEN & ~IN_LEAF;
/** Only for the element itself: what ends `INVISIBLE`, what ends `CLOSED`, and a `display` of its own that isn't `none`. */
export const VISIBLE = 512;
export const OPENED = 1024;
export const DISPLAYED = 2048;
/** Its text isn't shown as text of the page. */
export const NO_TEXT = 2;
export const IN_NOSCRIPT = 4;
/** Inert content of a `template`. */
export const IN_TEMPLATE = 8;
const INHERITED: number = HIDDEN | NO_TEXT | IN_NOSCRIPT | IN_TEMPLATE;
/** The element itself is SVG or MathML, or one of theirs that may contain HTML. */
const SVG_NAMESPACE = 16;
const MATHML_NAMESPACE = 32;
const INTEGRATION_POINT = 64;
const FOREIGN = SVG_NAMESPACE | MATHML_NAMESPACE;

export type Namespace = "html" | "svg" | "mathml";

const [A, ANNOTATION_XML, BODY, BR, BUTTON] = ["a", "annotation-xml", "body", "br", "button"].map(tagId) as Five;
const [DD, DL, DT, FONT, FORM] = ["dd", "dl", "dt", "font", "form"].map(tagId) as Five;
const [DETAILS, DIALOG, SUMMARY] = ["details", "dialog", "summary"].map(tagId) as [number, number, number];
const [HEAD, HTML, LI, MATH, NOSCRIPT] = ["head", "html", "li", "math", "noscript"].map(tagId) as Five;
const [OL, OPTION, OPTGROUP, P, SVG] = ["ol", "option", "optgroup", "p", "svg"].map(tagId) as Five;
const [TEMPLATE, UL, TABLE, TR] = ["template", "ul", "table", "tr"].map(tagId) as Four;
// `map` over a literal of five is a tuple of five.
type Five = [number, number, number, number, number];
type Four = [number, number, number, number];
const HEADINGS: readonly number[] = ["h1", "h2", "h3", "h4", "h5", "h6"].map(tagId);
const CELLS: readonly number[] = ["td", "th"].map(tagId);
const TR_CLOSES: readonly number[] = ["tr", "caption"].map(tagId);
const GROUP_CLOSES: readonly number[] = "tr td th tbody thead tfoot caption colgroup".split(" ").map(tagId);
const SVG_INTEGRATION_POINTS: readonly number[] = ["foreignobject", "desc", "title"].map(tagId);
const MATHML_TEXT_INTEGRATION_POINTS: readonly number[] = ["mi", "mo", "mn", "ms", "mtext"].map(tagId);

// An entry of the stack.
const STRIDE = 8;
const TAG = 0;
const STATE = 1;
/** The open element of the same name below it. */
const PREVIOUS = 2;
/** The nearest element at or below it that ends a search in scope, in table scope, or for an ordinary end tag. */
const IN_SCOPE = 3;
const IN_TABLE_SCOPE = 4;
const IN_SPECIAL = 5;
/** The start of its run of foreign elements. */
const FOREIGN_START = 6;
/** Of a `details`: whether its `summary` has been seen. */
const SUMMARIZED = 7;

/**
 * The stack of open elements, without elements: what a tree builder knows about the position in the page, as numbers.
 * Implied end tags, scopes, foreign content and its integration points follow the HTML standard; the steps that only
 * move nodes in the tree (foster parents, the adoption agency) are left out. Each call takes time linear in what it
 * pushes and pops, however deep the page is.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
 */
export class OpenElements {
  /** How many are open. */
  depth = 0;
  /** The least depth during the last call: everything deeper has ended. */
  lowest = 0;
  // Its first entry isn't an element, and stays empty.
  #stack = new Int32Array(64 * STRIDE);
  // For each name, the open element highest in the stack, counted from 1.
  #latest = new Int32Array(TAG_COUNT + 64);
  #otherNames = new Map<string, number>();

  /** The state at the next text or tag. */
  state = 0;

  /** The number of the current node's name. */
  get top(): number {
    return this.#top(TAG);
  }

  /** The nearest open element, counted from 1, that ends a search in scope, such as a table cell; 0 for none. */
  get scope(): number {
    return this.#top(IN_SCOPE);
  }

  /** Whether the content here is inert: in a `template`. */
  get inTemplate(): boolean {
    return (this.state & IN_TEMPLATE) !== 0;
  }

  /** Whether the current node is SVG or MathML: CDATA sections exist only there. */
  get inForeign(): boolean {
    return (this.state & FOREIGN) !== 0;
  }

  /** From here on, this applies to the current node's content, but not to the node itself, whose `state` has been read. */
  mark(bit: number): void {
    this.state = this.#stack[this.depth * STRIDE + STATE]! | bit;
    this.#stack[this.depth * STRIDE + STATE] = this.state;
  }

  /** From here on, it no longer applies. */
  unmark(bit: number): void {
    this.state = this.#stack[this.depth * STRIDE + STATE]! & ~bit;
    this.#stack[this.depth * STRIDE + STATE] = this.state;
  }

  /** Begins inside an element of which only the bits are known, to continue from there. */
  enter(state: number): void {
    this.#push(0, 0, state & ~INTEGRATION_POINT);
  }

  /**
   * Opens the element of the start tag whose attributes the tokenizer has just read.
   * @param own bits that its attributes give it
   * @returns the namespace it is created in; void and self-closed elements are over at once
   */
  start(tokenizer: Tokenizer, own: number): Namespace {
    const { tag } = tokenizer;
    this.lowest = this.depth;
    const state = this.state;
    if ((state & FOREIGN) !== 0 && !this.#startsHtml(tag, state)) {
      if (!this.#breaksOut(tokenizer)) return this.#startForeign(tokenizer, own, state & FOREIGN);
      while ((this.state & FOREIGN) !== 0 && (this.state & INTEGRATION_POINT) === 0) this.#popTo(this.depth);
    }
    if (tag === SVG || tag === MATH)
      return this.#startForeign(tokenizer, own, tag === SVG ? SVG_NAMESPACE : MATHML_NAMESPACE);
    const flags = tagFlags(tag);
    if (flags !== 0) this.#closeImplied(tag, flags);
    if (tag === DETAILS || tag === DIALOG || tag === SUMMARY) own |= this.#disclosed(tokenizer, own);
    if ((flags & VOID) !== 0 || ((tag === HTML || tag === BODY) && this.#latest[tag] !== 0)) return "html";
    if ((flags & UNRENDERED) !== 0) own |= NO_TEXT;
    if (tag === NOSCRIPT) own |= IN_NOSCRIPT;
    else if (tag === TEMPLATE && !tokenizer.attribute("shadowrootmode")) own |= IN_TEMPLATE;
    this.#push(tag === 0 ? this.#numberOf(tokenizer) : tag, flags, own);
    return "html";
  }

  /** Closes what the end tag closes that the tokenizer has just read. */
  end(tokenizer: Tokenizer): void {
    const tag = tokenizer.tag === 0 ? this.#numberOf(tokenizer) : tokenizer.tag;
    this.lowest = this.depth;
    const latest = this.#latest[tag]!;
    if (this.inForeign) {
      if (tag === P || tag === BR) {
        while ((this.state & FOREIGN) !== 0 && (this.state & INTEGRATION_POINT) === 0) this.#popTo(this.depth);
      } else if (latest >= this.#top(FOREIGN_START)) {
        this.#popTo(latest);
        return;
      }
    }
    if (tag === BODY || tag === HTML) return;
    const flags = tagFlags(tag);
    if (isHeading(tag)) {
      let heading = 0;
      for (const level of HEADINGS) heading = Math.max(heading, this.#latest[level]!);
      if (heading > this.#top(IN_SCOPE)) this.#popTo(heading);
    } else if ((flags & TABLE_PART) !== 0) {
      if (latest > 0 && latest >= this.#top(IN_TABLE_SCOPE)) this.#popTo(latest);
    } else if ((flags & FORMATTING) !== 0 || tag === FORM) {
      if (latest > this.#top(IN_SCOPE)) this.#closeMisnested(tag, latest);
    } else if ((flags & SPECIAL) !== 0) {
      const barrier = tag === LI ? Math.max(this.#latest[UL]!, this.#latest[OL]!) : 0;
      if (latest > barrier && latest >= this.#top(IN_SCOPE)) this.#popTo(latest);
    } else if (latest > this.#top(IN_SPECIAL)) {
      this.#popTo(latest);
    }
  }

  /** Closed `dialog` and `details` elements hide their content, except the first `summary` of a `details`. */
  #disclosed(tokenizer: Tokenizer, own: number): number {
    const { tag } = tokenizer;
    if (tag === SUMMARY) {
      const parent = this.depth * STRIDE;
      if (this.#stack[parent + TAG] !== DETAILS || this.#stack[parent + SUMMARIZED] !== 0) return 0;
      this.#stack[parent + SUMMARIZED] = 1;
      return OPENED;
    }
    if (tokenizer.attributeIndex("open") >= 0) return 0;
    if (tag === DIALOG) return (own & DISPLAYED) === 0 ? GONE : 0;
    // Closed inside a closed one: its summary is hidden, too.
    return (this.state & CLOSED) === 0 ? CLOSED : CLOSED | GONE;
  }

  #top(field: number): number {
    return this.#stack[this.depth * STRIDE + field]!;
  }

  #startsHtml(tag: number, state: number): boolean {
    if ((state & INTEGRATION_POINT) !== 0) return true;
    return tag === SVG && this.#top(TAG) === ANNOTATION_XML;
  }

  #breaksOut(tokenizer: Tokenizer): boolean {
    if (tokenizer.tag !== FONT) return (tagFlags(tokenizer.tag) & BREAKOUT) !== 0;
    return ["color", "face", "size"].some((name) => tokenizer.attribute(name) !== undefined);
  }

  #startForeign(tokenizer: Tokenizer, own: number, namespace: number): Namespace {
    const { tag } = tokenizer;
    let state = own | namespace;
    if (namespace === SVG_NAMESPACE) {
      state |= NO_TEXT;
      if (SVG_INTEGRATION_POINTS.includes(tag)) state |= INTEGRATION_POINT;
    } else if (MATHML_TEXT_INTEGRATION_POINTS.includes(tag)) {
      state |= INTEGRATION_POINT;
    } else if (tag === ANNOTATION_XML && isHtmlEncoding(tokenizer.attribute("encoding"))) {
      state |= INTEGRATION_POINT;
    }
    if (!tokenizer.selfClosing) this.#push(tag === 0 ? this.#numberOf(tokenizer) : tag, 0, state);
    return namespace === SVG_NAMESPACE ? "svg" : "mathml";
  }

  #closeImplied(tag: number, flags: number): void {
    const latest = this.#latest;
    if ((flags & CLOSES_P) !== 0 && latest[P]! > Math.max(this.#top(IN_SCOPE), latest[BUTTON]!))
      this.#popTo(latest[P]!);
    if ((flags & CLOSES_OTHERS) === 0) return;
    if (tag === LI) {
      if (latest[LI]! > Math.max(this.#top(IN_SCOPE), latest[UL]!, latest[OL]!)) this.#popTo(latest[LI]!);
    } else if (tag === DD || tag === DT) {
      const item = Math.max(latest[DD]!, latest[DT]!);
      if (item > Math.max(this.#top(IN_SCOPE), latest[DL]!)) this.#popTo(item);
    } else if (tag === OPTION || tag === OPTGROUP) {
      if (this.#top(TAG) === OPTION) this.#popTo(this.depth);
      if (tag === OPTGROUP && this.#top(TAG) === OPTGROUP) this.#popTo(this.depth);
    } else if (tag === A || tag === BUTTON) {
      if (latest[tag]! > this.#top(IN_SCOPE)) this.#closeMisnested(tag, latest[tag]!);
    } else if (tag === BODY) {
      if (latest[HEAD] !== 0) this.#popTo(latest[HEAD]!);
    } else if (isHeading(tag)) {
      if (isHeading(this.#top(TAG))) this.#popTo(this.depth);
    } else if ((flags & TABLE_PART) !== 0 && tag !== TABLE) {
      const table = this.#top(IN_TABLE_SCOPE);
      const within = CELLS.includes(tag) ? CELLS : tag === TR ? TR_CLOSES : GROUP_CLOSES;
      let outermost = this.depth + 1;
      for (const name of within) if (latest[name]! > table) outermost = Math.min(outermost, latest[name]!);
      if (outermost <= this.depth) this.#popTo(outermost);
    }
  }

  // A formatting element closed across blocks that are still open: they stay open, but it doesn't.
  #closeMisnested(tag: number, at: number): void {
    if (this.#top(IN_SPECIAL) <= at) this.#popTo(at);
    else this.#latest[tag] = this.#stack[at * STRIDE + PREVIOUS]!;
  }

  #popTo(at: number): void {
    const stack = this.#stack;
    for (let entry = this.depth; entry >= at; entry--) {
      this.#latest[stack[entry * STRIDE + TAG]!] = stack[entry * STRIDE + PREVIOUS]!;
    }
    this.depth = at - 1;
    this.state = stack[this.depth * STRIDE + STATE]!;
    if (this.depth < this.lowest) this.lowest = this.depth;
  }

  #push(tag: number, flags: number, state: number): void {
    const below = this.depth * STRIDE;
    const at = ++this.depth;
    const entry = at * STRIDE;
    if (entry + STRIDE > this.#stack.length) this.#stack = grown(this.#stack);
    const stack = this.#stack;
    const foreign = (state & FOREIGN) !== 0;
    stack[entry + TAG] = tag;
    this.state = inheritedState(state, stack[below + STATE]!);
    stack[entry + SUMMARIZED] = 0;
    stack[entry + STATE] = this.state;
    stack[entry + PREVIOUS] = this.#latest[tag]!;
    // Foreign integration points end a scope, as table cells do.
    const ends = foreign ? (state & INTEGRATION_POINT) !== 0 : (flags & SCOPE) !== 0;
    stack[entry + IN_SCOPE] = ends ? at : stack[below + IN_SCOPE]!;
    stack[entry + IN_TABLE_SCOPE] = !foreign && (flags & TABLE_SCOPE) !== 0 ? at : stack[below + IN_TABLE_SCOPE]!;
    const special = foreign ? (state & INTEGRATION_POINT) !== 0 : (flags & SPECIAL) !== 0;
    stack[entry + IN_SPECIAL] = special ? at : stack[below + IN_SPECIAL]!;
    const continues = foreign && (stack[below + STATE]! & FOREIGN) !== 0;
    stack[entry + FOREIGN_START] = continues ? stack[below + FOREIGN_START]! : at;
    this.#latest[tag] = at;
  }

  #numberOf(tokenizer: Tokenizer): number {
    const written = tokenizer.html.slice(tokenizer.nameStart, tokenizer.nameEnd);
    let number = this.#otherNames.get(written);
    if (number === undefined) {
      const name = tokenizer.name();
      number = this.#otherNames.get(name) ?? TAG_COUNT + this.#otherNames.size;
      this.#otherNames.set(name, number).set(written, number);
      if (number >= this.#latest.length) this.#latest = grown(this.#latest);
    }
    return number;
  }
}

/** The state of an element in `outer`, with `own` due to the element itself. */
export function inheritedState(own: number, outer: number): number {
  let inherited = outer & INHERITED;
  if ((own & VISIBLE) !== 0) inherited &= ~INVISIBLE;
  if ((own & OPENED) !== 0) inherited &= ~CLOSED;
  return own | inherited;
}

function isHeading(tag: number): boolean {
  return tag >= HEADINGS[0]! && tag <= HEADINGS[5]!;
}

function isHtmlEncoding(encoding: string | undefined): boolean {
  return encoding !== undefined && /^(?:text\/html|application\/xhtml\+xml)$/i.test(encoding);
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
