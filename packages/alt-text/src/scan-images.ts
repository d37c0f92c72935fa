import { textSource } from "./html/html-source.js";
import { OpenElements } from "./html/open-elements.js";
import { RAW_TEXT, RCDATA, tagFlags, tagId, tagName } from "./html/tag-name.js";
import { END_OF_FILE, END_TAG, START_TAG, Tokenizer } from "./html/tokenizer.js";

const IMG = tagId("img");
const IMAGE = tagId("image");
const SVG = tagId("svg");
const MATH = tagId("math");
const TEMPLATE = tagId("template");

/** `src` and `alt` of an `img` as written, character references resolved. */
export type ScannedImage = { src?: string; alt?: string };

/**
 * Only the `img` elements of a page and of them only `src` and `alt`: the fastest way over much HTML. Yields them in
 * the order of the page. The strings may be views of `html`, and then keep it in memory as long as they are kept
 * themselves. For everything else see `extractPage`.
 */
export function* scanImages(html: string): Generator<ScannedImage, void, undefined> {
  const tokenizer = new Tokenizer(textSource(html));
  // Only svg, math and template change what the tags in them mean.
  const open = new OpenElements();
  while (true) {
    tokenizer.cdataAllowed = open.depth > 0 && open.inForeign;
    const kind = tokenizer.next();
    if (kind === END_OF_FILE) return;
    const { tag } = tokenizer;
    if (kind === END_TAG) {
      if (open.depth > 0) open.end(tokenizer);
    } else if (kind === START_TAG && (open.depth > 0 || tag !== 0)) {
      let isHtml = true;
      if (open.depth > 0 || tag === SVG || tag === MATH || tag === TEMPLATE) {
        if (!tokenizer.readAttributes()) continue;
        isHtml = open.start(tokenizer, 0) === "html";
      }
      if (!isHtml) continue;
      if ((tagFlags(tag) & (RAW_TEXT | RCDATA)) !== 0) {
        if (tokenizer.readAttributes()) tokenizer.enterRawText(tagName(tag));
      } else if ((tag === IMG || tag === IMAGE) && tokenizer.readAttributes() && !open.inTemplate) {
        const src = tokenizer.attribute("src");
        const alt = tokenizer.attribute("alt");
        yield { ...(src === undefined ? {} : { src }), ...(alt === undefined ? {} : { alt }) };
      }
    }
  }
}
