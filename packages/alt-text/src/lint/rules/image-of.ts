import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

/** "Sunset image": two words at least, the last of which adds nothing. */
const ENDS_WITH_IMAGE = /^.+ (image|graphic|img|pic)$/;

export const imageOf: AltTextRule = {
  id: "image-of",
  title: "The alt says that it is an image",
  severity: "hint",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "W3C tutorial tips", "WAVE alt_suspicious"),
  check(_image, { text, folded, vocabularies }) {
    const isEnglish = vocabularies.some(({ language }) => language === "en");
    const found = vocabularies.some(({ imageOf: pattern }) => pattern.test(folded));
    if (!found && !(isEnglish && ENDS_WITH_IMAGE.test(folded))) return undefined;
    return {
      message:
        "Screen readers say that it is an image. With “image of” in the alt the listener hears it twice, and waits longer for what counts.",
      suggestion: "Start with what is shown. Only say what kind it is where that informs: a logo, a painting, a map.",
      evidence: text,
    };
  },
};
