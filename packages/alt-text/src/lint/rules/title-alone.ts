import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const titleAlone: AltTextRule = {
  id: "title-alone",
  title: "The image is named by its title attribute alone",
  severity: "warning",
  sources: /* @__PURE__ */ cite("Harvard describe-content-images", "HTML images.html#alt"),
  check({ alt, name, element }, { text }) {
    const takesAlt = element === "img" || element === "area" || element === "input";
    if (!takesAlt || alt !== undefined || name?.source !== "title") return undefined;
    return {
      message:
        "Not every screen reader reads the title in place of an alt, it is not shown when the image fails to load, and training crawls take the alt alone.",
      suggestion: "Move the text into the alt attribute.",
      evidence: text,
    };
  },
};
