import { maySharePicture, pictureKeys } from "../image-kind.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const repeatsImage: AltTextRule = {
  id: "repeats-image",
  title: "Another picture on the page has the same alt",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WAVE alt_duplicate", "ACT qt1vmo"),
  check(image, { text, earlierWithText }) {
    if (text === "" || earlierWithText.length === 0) return undefined;
    const keys = pictureKeys(image);
    const other = earlierWithText.find(({ image: earlier, keys: others }) => {
      if (maySharePicture(others, keys)) return false;
      // Two drawings of the same link (a large and a small one, say) rightly share their name.
      return image.link === undefined || earlier.link === undefined || image.link.url !== earlier.link.url;
    });
    if (other === undefined) return undefined;
    return {
      message: `A different picture (line ${other.image.line}) has the same alt. Listeners can't tell which is which.`,
      suggestion: "Say how this picture differs from the other one.",
      evidence: text,
    };
  },
};
