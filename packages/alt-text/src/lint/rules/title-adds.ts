import { fold } from "../fold.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const titleAdds: AltTextRule = {
  id: "title-adds",
  title: "The title attribute says something different from the alt",
  severity: "hint",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "HTML dom.html#the-title-attribute"),
  check({ alt, title }, { folded }) {
    if (!alt?.trim() || !title?.trim() || fold(title) === folded) return undefined;
    return {
      message:
        "A title only appears when a mouse pointer rests on the image: not on a phone, not for people who use the keyboard, and not in every screen reader.",
      suggestion: "If everyone should know it, put it into the page's text, such as a caption.",
      evidence: title,
    };
  },
};
