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
  const style = tokenizer.attribute("style");
  return style !== undefined && HIDING_STYLE.test(style) ? HIDDEN : 0;
}
