import { attributeNameBits } from "./attributes.js";
import { HIDDEN } from "./open-elements.js";
import type { Tokenizer } from "./tokenizer.js";

const HIDING_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)/i;

const NAMES: number = /* @__PURE__ */ attributeNameBits(["aria-hidden", "hidden", "style"]);

/** `HIDDEN` when the attributes of the start tag at hand hide its element from assistive technology, else 0. */
export function hidingState(tokenizer: Tokenizer): number {
  if ((tokenizer.attributeNames & NAMES) === 0) return 0;
  if (tokenizer.attributeIndex("hidden") >= 0) return HIDDEN;
  if (tokenizer.attribute("aria-hidden")?.toLowerCase() === "true") return HIDDEN;
  const style = tokenizer.attributeIndex("style");
  if (style < 0) return 0;
  // Nearly all styles say nothing of the kind; they are not looked at twice.
  const source = tokenizer.html.slice(tokenizer.attributeStart(style), tokenizer.attributeEnd(style));
  if (!/none|hidden|collapse|&/i.test(source)) return 0;
  return HIDING_STYLE.test(tokenizer.attributeValue(style)) ? HIDDEN : 0;
}
