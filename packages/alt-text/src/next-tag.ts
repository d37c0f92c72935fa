import type { OpenElements } from "./html/open-elements.js";
import { RAW_TEXT, RCDATA, TAG_COUNT, tagFlags, tagId, tagName } from "./html/tag-name.js";
import { END_OF_FILE, END_TAG, START_TAG, type Tokenizer } from "./html/tokenizer.js";

const [SVG, MATH, TEMPLATE] = [tagId("svg"), tagId("math"), tagId("template")];

/**
 * Moves to the next start tag of an HTML element for which `wanted` is 1, and reads its attributes. The contents of a
 * `template` aren't part of the page.
 *
 * @param wanted indexed by the number of the tag's name
 * @returns `false` at the end of the page
 */
export function nextTag(tokenizer: Tokenizer, open: OpenElements, wanted: Uint8Array): boolean {
  for (;;) {
    // Only svg, math and template change what the tags in them mean.
    tokenizer.cdataAllowed = open.depth > 0 && open.inForeign;
    const kind = tokenizer.next();
    if (kind === END_OF_FILE) return false;
    const { tag } = tokenizer;
    if (kind === END_TAG) {
      if (open.depth > 0) open.end(tokenizer);
      continue;
    }
    if (kind !== START_TAG || (tag === 0 && open.depth === 0)) continue;
    if (open.depth > 0 || tag === SVG || tag === MATH || tag === TEMPLATE) {
      if (!tokenizer.readAttributes() || open.start(tokenizer, 0) !== "html") continue;
    }
    if (wanted[tag] === 1) {
      if (tokenizer.readAttributes() && !open.inTemplate) return true;
    } else if ((tagFlags(tag) & (RAW_TEXT | RCDATA)) !== 0 && tokenizer.readAttributes()) {
      tokenizer.enterRawText(tagName(tag));
    }
  }
}

/** Makes `nextTag`'s argument from tag names. None of them may be a raw text element. */
export function wantedTags(names: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(TAG_COUNT);
  for (const name of names) wanted[tagId(name)] = 1;
  return wanted;
}
