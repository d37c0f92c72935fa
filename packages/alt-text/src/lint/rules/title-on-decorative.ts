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
      message: "The empty alt says “skip me”, but some screen readers then read the title.",
      suggestion: "If the image is decorative, remove the title. If it isn't, move the text into the alt.",
      evidence: title,
    };
  },
};
