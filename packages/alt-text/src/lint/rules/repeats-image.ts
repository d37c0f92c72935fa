import { maySharePicture } from "../image-kind.js";
import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

export const repeatsImage: AltTextRule = {
  id: "repeats-image",
  title: "Another picture on the page has the same alt",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WAVE alt_duplicate", "ACT qt1vmo"),
  check(image, { images, index, text, sameText }) {
    if (text === "") return undefined;
    const other = sameText.find((i) => {
      const earlier = images[i]!;
      if (i >= index || maySharePicture(earlier, image)) return false;
      // Two drawings of the same link (a large and a small one, say) rightly share their name.
      return image.link === undefined || earlier.link === undefined || image.link.url !== earlier.link.url;
    });
    if (other === undefined) return undefined;
    return {
      message: `A different picture (line ${images[other]!.line}) has the same alt. The listener cannot tell which is which.`,
      suggestion: "Say what sets this picture apart from the other.",
      evidence: text,
    };
  },
};
