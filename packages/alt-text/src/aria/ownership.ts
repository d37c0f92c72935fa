import type { HtmlSource } from "../html/html-source.js";
import type { IdPlace, IdPlaces } from "../html/id-places.js";
import { OpenElements, UNSEEN } from "../html/open-elements.js";
import { RAW_TEXT, RCDATA, tagFlags, tagName } from "../html/tag-name.js";
import { END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "../html/tokenizer.js";
import type { ControlRegion, RawImage } from "../raw-image.js";

/** The most owned elements of a page, and the most tags and texts of one of them, that are read: they can own one another. */
const MAX_OWNED = 200;
const MAX_TOKENS = 500;

/** An element with `aria-owns`: where its start tag is, and the nearest control at or above it. */
export type RawOwner = { offset: number; control: ControlRegion | undefined };

/** An element that has another parent in the accessibility tree than in the page: `[offset, end)` of the page's units. */
type Owned = IdPlace & { readonly end: number; readonly owner: RawOwner };

/**
 * Which elements of a page are owned by others. The first of several owners counts; no element owns itself or an ancestor.
 * @see https://www.w3.org/TR/wai-aria-1.2/#aria-owns
 */
export type Ownership = {
  /** Whether the element whose start tag is at `offset` has an owner that isn't its parent. */
  has(offset: number): boolean;
  /** The elements owned by the one whose start tag is at `offset`, in the order in which they are read after its content. */
  of(offset: number): readonly IdPlace[];
};

const NONE: Ownership = { has: () => false, of: () => [] };

/** @param owners the exposed ones, in document order */
export function ownership(
  source: HtmlSource,
  { owners, ids, images }: { owners: readonly RawOwner[]; ids: IdPlaces; images: readonly RawImage[] },
): Ownership {
  if (owners.length === 0) return NONE;
  const byOffset = new Map<number, Owned>();
  const byOwner = new Map<number, Owned[]>();
  const tag = new Tokenizer(source);
  for (const owner of owners) {
    tag.readTagAt(owner.offset);
    for (const id of (tag.attribute("aria-owns") ?? "").split(/[\t\n\f\r ]+/).slice(0, MAX_OWNED)) {
      const place = id === "" ? undefined : ids.find(source, id);
      if (place === undefined || byOffset.size === MAX_OWNED || byOffset.has(place.offset)) continue;
      const owned: Owned = { ...place, end: elementEnd(source, place), owner };
      if (isAncestor(owned, owner.offset, byOffset)) continue;
      byOffset.set(owned.offset, owned);
      const own = byOwner.get(owner.offset);
      if (own === undefined) byOwner.set(owner.offset, [owned]);
      else own.push(owned);
    }
  }
  moveImages([...byOffset.values()], images);
  return { has: (offset) => byOffset.has(offset), of: (offset) => byOwner.get(offset) ?? [] };
}

/** The innermost owned element around a position. */
function ownedAround(offset: number, owned: Iterable<Owned>): Owned | undefined {
  let around: Owned | undefined;
  for (const each of owned) {
    if (offset >= each.offset && offset < each.end && each.offset >= (around?.offset ?? 0)) around = each;
  }
  return around;
}

/** Whether the element at `offset` is this one or, in the accessibility tree, in it. */
function isAncestor({ offset: start, end }: Owned, offset: number, owned: ReadonlyMap<number, Owned>): boolean {
  for (let at: number | undefined = offset; at !== undefined; at = ownedAround(at, owned.values())?.owner.offset) {
    if (at >= start && at < end) return true;
  }
  return false;
}

/** Gives the images in owned elements the controls around them in the accessibility tree. */
function moveImages(owned: readonly Owned[], images: readonly RawImage[]): void {
  const moved = new Set<RawImage>();
  // Inner elements start later, and come first.
  for (const each of [...owned].sort((a, b) => b.offset - a.offset)) {
    const { control } = outermost(each, owned);
    for (let at = firstFrom(each.offset, images); at < images.length && images[at]!.offset < each.end; at++) {
      const image = images[at]!;
      if (moved.has(image)) continue;
      moved.add(image);
      if (image.control === undefined || image.control.offset < each.offset) image.control = control;
    }
  }
}

/** The owner whose control is around an owned element: its own owner, or that of an owned element around that one. */
function outermost({ owner }: Owned, owned: readonly Owned[]): RawOwner {
  const around = ownedAround(owner.offset, owned);
  const isInside = around === undefined || (owner.control !== undefined && owner.control.offset >= around.offset);
  return isInside ? owner : outermost(around, owned);
}

/** The index of the first image at or after an offset. */
function firstFrom(offset: number, images: readonly RawImage[]): number {
  let low = 0;
  for (let high = images.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (images[middle]!.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the element that starts at an offset ends. */
function elementEnd(source: HtmlSource, { offset, state }: IdPlace): number {
  const tokenizer = new Tokenizer(source);
  const open = new OpenElements();
  tokenizer.position = offset;
  open.enter(state & ~UNSEEN);
  for (let tokens = 0; tokens < MAX_TOKENS; tokens++) {
    tokenizer.cdataAllowed = open.inForeign;
    const kind = tokenizer.next();
    if (kind === END_OF_FILE) break;
    if (kind === START_TAG && tokenizer.readAttributes()) {
      const isHtml = open.start(tokenizer, 0) === "html";
      if (tokens > 0 && open.lowest <= 1) return tokenizer.start;
      if (open.depth <= 1) return tokenizer.position;
      if (isHtml && (tagFlags(tokenizer.tag) & (RAW_TEXT | RCDATA)) !== 0)
        tokenizer.enterRawText(tagName(tokenizer.tag));
    } else if (kind === END_TAG) {
      open.end(tokenizer);
      if (open.lowest <= 1) return tokenizer.start;
    }
  }
  return tokenizer.start;
}
