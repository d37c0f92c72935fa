import type { Ownership } from "../aria/ownership.js";
import { explicitRole, isImageRole, isPresentational } from "../aria/role.js";
import { normalizeText } from "../html/attributes.js";
import { decodeCharacterReferences } from "../html/character-reference.js";
import { hidingState } from "../html/hiding-state.js";
import type { HtmlSource } from "../html/html-source.js";
import type { IdPlace } from "../html/id-places.js";
import { IN_LEAF, inheritedState, OpenElements, UNSEEN } from "../html/open-elements.js";
import { BLOCK, RAW_TEXT, RCDATA, tagFlags, tagId, tagName } from "../html/tag-name.js";
import { CDATA, END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "../html/tokenizer.js";
import { collapseSpace } from "../html/white-space.js";
import { embeddedValue, ownText } from "./embedded-value.js";

const [DESC, OPTION, SCRIPT, SELECT, STYLE] = ["desc", "option", "script", "select", "style"].map(tagId);
const [IMG, SVG, TEXTAREA, TITLE] = ["img", "svg", "textarea", "title"].map(tagId);
/** Their content is shown only if they themselves aren't. */
const WITHOUT_CONTENT: readonly number[] = "audio datalist noscript object template video".split(" ").map(tagId);

/** The most tags and texts to read of one element, so that nested elements take linear time. */
const MAX_TOKENS = 500;

export type TextAlternativeOptions = {
  /** Its maximum length, in UTF-16 code units. */
  limit: number;
  /** The offset of the start tag of an element to leave out: the one that is being named. */
  except?: number;
  /** Elements with another position in the accessibility tree: they are read with their owner. */
  owned: Ownership;
  /** The text for the `aria-labelledby` of an element in it; left out if one has already been followed. */
  labelledBy?: (tag: Tokenizer) => string;
};

/** An element in it that adds something at its end: what it owns, or its `title` if it has no content. */
type Pending = { depth: number; start: number; title?: string; owns?: readonly IdPlace[] };

/**
 * The text alternative of an element as part of a name: its own (`aria-label`, `alt`), or else its content, or else its
 * `title`. A hidden element gives its hidden content; a visible one only what is visible. The element's part of the
 * page is read again.
 *
 * @see https://www.w3.org/TR/accname-1.2/#computation-steps
 */
export function textAlternative(
  source: HtmlSource,
  { offset, state }: IdPlace,
  options: TextAlternativeOptions,
  budget: { tokens: number } = { tokens: MAX_TOKENS },
): string {
  const { limit, owned, except = -1, labelledBy } = options;
  const tokenizer = new Tokenizer(source);
  tokenizer.position = offset;
  const open = new OpenElements();
  open.enter(state & ~IN_LEAF);
  const pending: Pending[] = [];
  const hiddenToo = (state & UNSEEN) !== 0;
  let text = "";
  let wordsEnd = 0;
  // The depth of the outermost element that isn't read as its content.
  let replaced = Number.POSITIVE_INFINITY;
  let isInDrawing = false;
  let drawing: { depth: number; isImage: boolean; named: boolean } | undefined;
  let choice: { depth: number; options: { text: string; selected: boolean }[] } | undefined;
  const isShown = (at: number): boolean => hiddenToo || (at & UNSEEN) === 0;
  const add = (piece: string, at = open.state): void => {
    if (replaced <= open.depth || !isShown(at)) return;
    text += piece;
    if (/\S/.test(piece)) wordsEnd = text.length;
  };
  const addText = (piece: string): void => {
    const { top } = open;
    if (drawing !== undefined) {
      if (drawing.named || top === DESC || top === SCRIPT || top === STYLE) return;
      if (drawing.isImage && top !== TITLE) return;
      drawing.named = top === TITLE;
      add(piece);
    } else if (choice !== undefined) {
      const last = choice.options.at(-1);
      if (last !== undefined && top === OPTION) last.text += piece;
    } else if (open.inForeign ? isInDrawing : top === TEXTAREA || (tagFlags(top) & (RAW_TEXT | RCDATA)) === 0) {
      add(piece);
    }
  };
  const close = (depth: number): void => {
    if (replaced > depth) replaced = Number.POSITIVE_INFINITY;
    if (drawing !== undefined && drawing.depth > depth) drawing = undefined;
    if (choice !== undefined && choice.depth > depth) {
      const { options } = choice;
      choice = undefined;
      const chosen = options.filter(({ selected }) => selected);
      for (const option of chosen.length > 0 ? chosen : options.slice(0, 1)) add(` ${option.text} `);
    }
    for (let last = pending.at(-1); last !== undefined && last.depth > depth; last = pending.at(-1)) {
      pending.pop();
      for (const place of last.owns ?? []) {
        if (isShown(place.state)) add(` ${textAlternative(source, place, options, budget)} `, state);
      }
      if (last.title !== undefined && wordsEnd <= last.start) add(` ${last.title} `, state);
    }
  };
  for (let isRoot = true; budget.tokens > 0 && text.length < limit; isRoot = false) {
    budget.tokens--;
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
      const namespace = open.start(tokenizer, own);
      const isHtml = namespace === "html";
      if (!isRoot && open.lowest <= 1) break;
      close(open.lowest);
      const pushed = open.depth > open.lowest;
      const at = pushed ? open.state : inheritedState(own, open.state);
      const flags = isHtml ? tagFlags(tag) : 0;
      if ((flags & BLOCK) !== 0) add(" ");
      const isExcepted = tokenizer.start === except || (!isRoot && owned.has(tokenizer.start));
      const said = isExcepted ? "" : saidBy(tokenizer, isHtml, isRoot ? undefined : labelledBy, isRoot);
      if (said !== undefined && said !== "") add(said, at);
      const title = isExcepted ? "" : collapseSpace(tokenizer.attribute("title") ?? "");
      if (isRoot && (said || !pushed)) return said ?? title;
      if (isRoot) isInDrawing = !isHtml;
      if (!said && title !== "" && isShown(at) && said === undefined) {
        if (!pushed) add(` ${title} `, at);
        else if (replaced > open.depth) pending.push({ depth: open.depth, start: text.length, title });
      }
      const owns = owned.of(tokenizer.start);
      if (owns.length > 0 && pushed && !said && !isExcepted && replaced > open.depth) {
        pending.push({ depth: open.depth, start: text.length, owns });
      }
      if (pushed && replaced > open.depth && (isExcepted || said || isReplaced(tokenizer, isHtml)))
        replaced = open.depth;
      if (pushed && namespace === "svg" && (!isRoot || tag === SVG)) {
        drawing ??= { depth: open.depth, isImage: isImageRole(explicitRole(tokenizer)), named: false };
      }
      if (isHtml && tag === SELECT && replaced > open.depth) choice ??= { depth: open.depth, options: [] };
      if (tag === OPTION) choice?.options.push({ text: "", selected: tokenizer.attributeIndex("selected") >= 0 });
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

/** The current element's own text; `undefined` if its content, or else its `title`, has to be read. */
function saidBy(
  tokenizer: Tokenizer,
  isHtml: boolean,
  labelledBy: TextAlternativeOptions["labelledBy"],
  isRoot: boolean,
): string | undefined {
  const embedded = isRoot || !isHtml ? undefined : embeddedValue(tokenizer);
  if (embedded !== undefined) return embedded;
  const references = tokenizer.attributeIndex("aria-labelledby") >= 0 ? labelledBy?.(tokenizer) : undefined;
  const label = collapseSpace(references ?? "") || collapseSpace(tokenizer.attribute("aria-label") ?? "");
  if (label !== "") return label;
  if (!isHtml) return undefined;
  return tokenizer.tag === IMG && isPresentational(explicitRole(tokenizer)) ? "" : ownText(tokenizer);
}

/** Whether the element's content isn't part of its text, even if there is nothing else. */
function isReplaced(tokenizer: Tokenizer, isHtml: boolean): boolean {
  if (isHtml && WITHOUT_CONTENT.includes(tokenizer.tag)) return true;
  return tokenizer.tag !== SVG && isImageRole(explicitRole(tokenizer));
}
