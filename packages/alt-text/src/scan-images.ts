import { textSource } from "./html/html-source.js";
import { OpenElements } from "./html/open-elements.js";
import { Tokenizer } from "./html/tokenizer.js";
import { nextTag, wantedTags } from "./next-tag.js";

const WANTED: Uint8Array = /* @__PURE__ */ wantedTags(["img", "image"]);

/** `src` and `alt` of an `img` as written, with character references resolved. */
export type ScannedImage = { src?: string; alt?: string };

/**
 * Reads only the `src` and `alt` of a page's `img` elements: the fastest way through a lot of HTML. Yields them in document
 * order. The strings may be views of `html`, and then keep it in memory as long as you keep them. For everything
 * else, see `extractPage`.
 *
 * It exists in addition to `scanAltTexts` and `extractPage` because it is 1.1 and 4.8 times as fast as they are on
 * the benchmark's pages.
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
