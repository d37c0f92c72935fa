import { otherLanguage } from "../detect-language.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";
import { vocabularies } from "../vocabularies.js";

export const language: AltTextRule = {
  id: "language",
  title: "The alt is in a different language than the page",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WCAG language-of-parts", "WCAG H58"),
  check(_image, { text, language: page }) {
    const other = page === undefined || text === "" ? undefined : otherLanguage(text, page, vocabularies);
    if (other === undefined) return undefined;
    return {
      message: `The page says that it's in “${page}”, but this alt looks like “${other}”. Read out with the voice and pronunciation for the page, it's hard to understand.`,
      suggestion:
        "Write it in the page's language, or give the image a lang attribute of its own. If this comes up for every image, the page's lang is wrong.",
      evidence: text,
    };
  },
};
