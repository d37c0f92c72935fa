import { isSpacer } from "../image-kind.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const spacer: AltTextRule = {
  id: "spacer",
  title: "A one-pixel image isn't marked as decorative",
  severity: "hint",
  decisive: true,
  sources: /* @__PURE__ */ cite("WCAG F39", "WCAG F38", "WCAG H67", "WCAG C9", "WAVE alt_spacer_missing"),
  check(image, { text, aloneInControl }) {
    if (!isSpacer(image) || image.inNoscript || aloneInControl || image.textState === "decorative") return undefined;
    return {
      message:
        "A single pixel shows nothing: it adjusts the layout or counts visits. Without an empty alt, listeners still come across it.",
      suggestion: 'Write alt="", or remove the img element.',
      evidence: text,
    };
  },
};
