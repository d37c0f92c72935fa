import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const automatic: AltTextRule = {
  id: "automatic",
  title: "The alt is what a program guessed",
  severity: "warning",
  sources: /* @__PURE__ */ cite(
    "WCAG G94",
    "Facebook automatic-alt-text-computer-generated-image-descriptions-for-blind-users-on-a-social-network-service",
  ),
  check(_image, { text, folded, vocabularies }) {
    if (!vocabularies.some((vocabulary) => vocabulary.automatic.test(folded))) return undefined;
    return {
      message:
        "A program guessed this from the picture alone. It lists what it may have recognised, not why the picture is here, and it can be wrong: the listener cannot look and correct it.",
      suggestion: "Describe what the picture tells on this page, in your own words.",
      evidence: text,
    };
  },
};
