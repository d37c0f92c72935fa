import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const titleAlone: AltTextRule = {
  id: "title-alone",
  title: "Only a title attribute names the image",
  severity: "warning",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "HTML images.html#alt"),
  check({ alt, name, element }, { text }) {
    const takesAlt = element === "img" || element === "area" || element === "input";
    if (!takesAlt || alt !== undefined || name?.source !== "title") return undefined;
    return {
      message:
        "Not every screen reader reads the title when there is no alt, browsers don't show it when the image fails to load, and crawls for training data only take the alt.",
      suggestion: "Move the text into the alt attribute.",
      evidence: text,
    };
  },
};
