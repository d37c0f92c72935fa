import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const automatic: AltTextRule = {
  id: "automatic",
  title: "The alt is a program's guess",
  severity: "warning",
  sources: /* @__PURE__ */ cite(
    "WCAG G94",
    "Facebook automatic-alt-text-computer-generated-image-descriptions-for-blind-users-on-a-social-network-service",
  ),
  check(_image, { text, folded, vocabularies }) {
    if (!vocabularies.some((vocabulary) => vocabulary.automatic.test(folded))) return undefined;
    return {
      message:
        "A program guessed this just from the picture. It lists what it may have recognized, not why the picture is here, and it may be wrong. People who can't see the picture can't check it.",
      suggestion: "Describe in your own words what the picture contributes to this page.",
      evidence: text,
    };
  },
};
