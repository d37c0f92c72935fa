import { textSource } from "./html/html-source.js";
import { OpenElements } from "./html/open-elements.js";
import { Tokenizer } from "./html/tokenizer.js";
import { nextTag, wantedTags } from "./next-tag.js";

const WANTED: Uint8Array = /* @__PURE__ */ wantedTags(["img", "image"]);

/** `src` and `alt` of an `img` as written, character references resolved. */
export type ScannedImage = { src?: string; alt?: string };

/**
 * Only the `img` elements of a page and of them only `src` and `alt`: the fastest way over much HTML. Yields them in
 * the order of the page. The strings may be views of `html`, and then keep it in memory as long as they are kept
 * themselves. For everything else see `extractPage`.
 *
 * It stays beside `scanAltTexts` and `extractPage` because it is 1.1 and 4.8 times as fast on the pages of the benchmark.
 */
export function* scanImages(html: string): Generator<ScannedImage, void, undefined> {
  const tokenizer = new Tokenizer(textSource(html));
  const open = new OpenElements();
  while (nextTag(tokenizer, open, WANTED)) {
    const src = tokenizer.attribute("src");
    const alt = tokenizer.attribute("alt");
    yield { ...(src === undefined ? {} : { src }), ...(alt === undefined ? {} : { alt }) };
  }
}
