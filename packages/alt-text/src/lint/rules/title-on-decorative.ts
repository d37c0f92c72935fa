import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const titleOnDecorative: AltTextRule = {
  id: "title-on-decorative",
  title: "A decorative image has a title",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WCAG H67"),
  check({ alt, title }) {
    if (alt !== "" || !title?.trim()) return undefined;
    return {
      message: "The empty alt says “skip me”, yet some screen readers then read the title.",
      suggestion: "If it decorates, remove the title. If it informs, move the text into the alt.",
      evidence: title,
    };
  },
};
