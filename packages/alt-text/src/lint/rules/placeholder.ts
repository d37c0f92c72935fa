import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

/** "image 3", "slide 2 of 5", "photo (1)", "图片1". */
const NUMBERING = /( ?(\d+|of|de|von|di|sur|no|nr))+$/;

export const placeholder: AltTextRule = {
  id: "placeholder",
  title: "The alt is a placeholder",
  severity: "error",
  decisive: true,
  sources: /* @__PURE__ */ cite("WCAG F30", "WCAG F39", "ACT qt1vmo", "WAVE alt_suspicious"),
  check(_image, { text, words, vocabularies, control, aloneInControl }) {
    const whole = words.join(" ");
    if (whole === "") return undefined;
    const stem = whole.replace(NUMBERING, "");
    if (!vocabularies.some(({ placeholders }) => placeholders.has(whole) || placeholders.has(stem))) return undefined;
    return {
      message:
        "This says that there is something, not what it is. Screen readers announce an image anyway: the listener hears “graphic, image” and is none the wiser.",
      suggestion: aloneInControl
        ? `Say what the ${control} does; for a logo, name whose it is.`
        : 'Describe what the picture adds to the page (for a logo, whose it is), or write alt="" if it adds nothing.',
      evidence: text,
    };
  },
};
