import { normalizeText } from "../html/attributes.js";
import { decodeCharacterReferences } from "../html/character-reference.js";
import { hidingState } from "../html/hiding-state.js";
import type { HtmlSource } from "../html/html-source.js";
import type { IdPlace } from "../html/id-places.js";
import { HIDDEN, OpenElements } from "../html/open-elements.js";
import { BLOCK, RAW_TEXT, RCDATA, tagFlags, tagId, tagName } from "../html/tag-name.js";
import { CDATA, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "../html/tokenizer.js";
import { collapseSpace } from "../html/white-space.js";

const IMG = tagId("img");
const INPUT = tagId("input");
const TEMPLATE = tagId("template");
const TEXTAREA = tagId("textarea");
const TITLE = tagId("title");

/** The most tags and texts of one label that are read: labels in labels then cost no more than their number. */
const MAX_LABEL_TOKENS = 500;

/** An element in a label whose `title` stands in when it has no content. */
type Titled = { depth: number; start: number; title: string };

/**
 * The text alternative of an element as a reference by `aria-labelledby` takes it: what it says itself (`aria-label`,
 * `alt`), else what is in it, else its `title`. A hidden element gives its hidden content; a shown one only what is
 * shown. The page is read again from where the element starts to where it ends.
 *
 * @param limit the most of it, in UTF-16 code units
 * @param except offset of the start tag of an element in it that says nothing here: what the label names
 * @see https://www.w3.org/TR/accname-1.2/#comp_labelledby
 */
export function readLabel(source: HtmlSource, { offset, state }: IdPlace, limit: number, except = -1): string {
  const tokenizer = new Tokenizer(source);
  tokenizer.position = offset;
  const open = new OpenElements();
  open.enter(state);
  const titled: Titled[] = [];
  const hiddenToo = (state & HIDDEN) !== 0;
  let drawingToo = false;
  let text = "";
  let wordsEnd = 0;
  // Depth of the element whose `aria-label` has been taken instead of its content.
  let replaced = Number.POSITIVE_INFINITY;
  const add = (piece: string, at = open.state): void => {
    if (replaced <= open.depth || (!hiddenToo && (at & HIDDEN) !== 0)) return;
    text += piece;
    if (/\S/.test(piece)) wordsEnd = text.length;
  };
  const addText = (text: string): void => {
    const { top, inForeign } = open;
    const isText = inForeign
      ? drawingToo || top === TITLE
      : top === TEXTAREA || (top !== TEMPLATE && (tagFlags(top) & (RAW_TEXT | RCDATA)) === 0);
    if (isText) add(text);
  };
  const close = (depth: number): void => {
    if (replaced > depth) replaced = Number.POSITIVE_INFINITY;
    for (let last = titled.at(-1); last !== undefined && last.depth > depth; last = titled.at(-1)) {
      titled.pop();
      if (wordsEnd <= last.start) add(` ${last.title} `);
    }
  };
  for (let tokens = 0; tokens < MAX_LABEL_TOKENS && text.length < limit; tokens++) {
    tokenizer.cdataAllowed = open.inForeign;
    const kind = tokenizer.next();
    if (tokenizer.textStart < tokenizer.start) {
      const piece = source.text(tokenizer.textStart, Math.min(tokenizer.start, tokenizer.textStart + limit * 8));
      addText(decodeCharacterReferences(normalizeText(piece), "text"));
    }
    if (kind === END_OF_FILE) break;
    if (kind === CDATA) addText(source.text(tokenizer.contentStart, tokenizer.contentEnd));
    if (kind === START_TAG && tokenizer.readAttributes()) {
      const { tag } = tokenizer;
      const own = hidingState(tokenizer);
      const isHtml = open.start(tokenizer, own) === "html";
      const isRoot = tokens === 0;
      if (!isRoot && open.lowest <= 1) break;
      close(open.lowest);
      const flags = isHtml ? tagFlags(tag) : 0;
      const pushed = open.depth > open.lowest;
      if ((flags & BLOCK) !== 0) add(" ");
      const isNamed = tokenizer.start === except;
      const label = isNamed ? "" : collapseSpace(tokenizer.attribute("aria-label") ?? "");
      const said = label === "" && isHtml && !isNamed ? ownText(tokenizer) : label;
      if (said !== undefined && said !== "") add(said, pushed ? open.state : open.state | own);
      if (isRoot) {
        const title = collapseSpace(tokenizer.attribute("title") ?? "");
        if (said || !pushed) return said ?? title;
        drawingToo = !isHtml;
      }
      const title = tokenizer.attribute("title");
      if (pushed && !said && title !== undefined) titled.push({ depth: open.depth, start: text.length, title });
      if (pushed && label !== "" && replaced > open.depth) replaced = open.depth;
      if ((flags & (RAW_TEXT | RCDATA)) !== 0) tokenizer.enterRawText(tagName(tag));
    } else if (kind === END_TAG) {
      open.end(tokenizer);
      if ((tagFlags(tokenizer.tag) & BLOCK) !== 0) add(" ");
      close(open.lowest);
      if (open.lowest <= 1) break;
    }
  }
  close(0);
  return collapseSpace(text.slice(0, limit));
}

/** What an element without content says: the alternative of an image, the value of a field. */
function ownText(tokenizer: Tokenizer): string | undefined {
  if (tokenizer.tag === IMG) {
    const text = tokenizer.attribute("alt") ?? tokenizer.attribute("title");
    return text === undefined ? undefined : collapseSpace(text);
  }
  if (tokenizer.tag !== INPUT) return undefined;
  const type = tokenizer.attribute("type")?.toLowerCase();
  if (type === "hidden" || type === "checkbox" || type === "radio" || type === "password") return undefined;
  const text = tokenizer.attribute(type === "image" ? "alt" : "value");
  return text === undefined ? undefined : collapseSpace(text);
}
