import { fold } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const titleRepeats: AltTextRule = {
  id: "title-repeats",
  title: "The title attribute repeats the alt",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WAVE title_redundant", "Harvard describe-content-images"),
  check({ alt, title }, { folded }) {
    if (!alt?.trim() || !title?.trim() || fold(title) !== folded) return undefined;
    return {
      message: "The title says the same as the alt. Some screen readers read both, and it helps no one.",
      suggestion: "Remove the title attribute.",
      evidence: title,
    };
  },
};
