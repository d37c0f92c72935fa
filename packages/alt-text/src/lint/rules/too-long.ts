import { IDEOGRAPHIC, lengthOf } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const tooLong: AltTextRule = {
  id: "too-long",
  title: "The alt is too long",
  severity: "warning",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "WCAG G73", "W3C tutorial complex", "WAVE alt_long"),
  check(_image, { text, maxLength }) {
    const limit = IDEOGRAPHIC.test(text) ? maxLength / 2 : maxLength;
    const length = lengthOf(text);
    if (length <= limit) return undefined;
    return {
      message: `This alt has ${length} characters. Screen readers read it in one go: listeners can't skim it or go back a sentence.`,
      suggestion: `Say what matters in one or two sentences, and put the rest on the page, in a caption, a paragraph or a table.`,
      evidence: text,
    };
  },
};
