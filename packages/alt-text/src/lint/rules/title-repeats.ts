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
      message: "The title says what the alt says. Some screen readers read both; nobody gains by it.",
      suggestion: "Remove the title attribute.",
      evidence: title,
    };
  },
};
