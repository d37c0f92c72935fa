import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

/** Longer than any placeholder, in UTF-16 code units. */
const MAX_LENGTH = 100;

export const placeholder: AltTextRule = {
  id: "placeholder",
  title: "The alt is a placeholder",
  severity: "error",
  decisive: true,
  sources: /* @__PURE__ */ cite("WCAG F30", "WCAG F39", "ACT qt1vmo", "WAVE alt_suspicious"),
  check(_image, { text, words, vocabularies, control, aloneInControl }) {
    if (words.length === 0 || text.length > MAX_LENGTH) return undefined;
    const whole = words.join(" ");
    const stem = withoutNumbering(words);
    if (!vocabularies.some(({ placeholders }) => placeholders.has(whole) || placeholders.has(stem))) return undefined;
    return {
      message:
        "This says that there is an image, not what it shows. Screen readers announce images anyway, so listeners hear “graphic, image” and are none the wiser.",
      suggestion: aloneInControl
        ? `Say what the ${control} does; for a logo, name whose it is.`
        : 'Describe what the picture adds to the page (for a logo, whose it is), or write alt="" if it adds nothing.',
      evidence: text,
    };
  },
};

/** "image 3", "slide 2 of 5" and "图片1" are "image", "slide" and "图片". */
function withoutNumbering(words: readonly string[]): string {
  let end = words.length;
  while (end > 1 && /^(\d+|of|de|von|di|sur|no|nr)$/.test(words[end - 1]!)) end--;
  return words.slice(0, end).join(" ").replace(/\d+$/, "");
}
