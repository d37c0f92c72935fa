import { HIDDEN } from "./open-elements.js";
import type { Tokenizer } from "./tokenizer.js";

const HIDING_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)/i;

// `style`, `hidden`, `aria-hidden`.
const LENGTHS = (1 << 5) | (1 << 6) | (1 << 11);

/** `HIDDEN` when the attributes of the start tag at hand hide its element from assistive technology, else 0. */
export function hidingState(tokenizer: Tokenizer): number {
  if ((tokenizer.attributeLengths & LENGTHS) === 0) return 0;
  for (let i = tokenizer.attributeCount - 1; i >= 0; i--) {
    switch (tokenizer.attributeNameLength(i)) {
      case 5:
        if (tokenizer.attributeIs(i, "style") && HIDING_STYLE.test(tokenizer.attributeValue(i))) return HIDDEN;
        break;
      case 6:
        if (tokenizer.attributeIs(i, "hidden")) return HIDDEN;
        break;
      case 11:
        if (tokenizer.attributeIs(i, "aria-hidden") && tokenizer.attributeValue(i).toLowerCase() === "true")
          return HIDDEN;
        break;
    }
  }
  return 0;
}
