import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

/** Letters, digits, and symbols that are read out with their meaning: currency, emoji, dingbats, mathematics. */
const MEANS_SOMETHING = /[\p{L}\p{N}\p{Sc}\p{Extended_Pictographic}\u2600-\u27bf\u2200-\u22ff]/u;

export const blank: AltTextRule = {
  id: "blank",
  title: "The alt contains only spaces or punctuation",
  severity: "error",
  decisive: true,
  sources: /* @__PURE__ */ cite("WCAG F30", "ACT qt1vmo", "WAVE alt_suspicious"),
  check({ alt, role }, { text, control, aloneInControl }) {
    const written = alt !== undefined && alt !== "" ? alt : text;
    if (written === "" || MEANS_SOMETHING.test(written) || role === "presentation" || role === "none") return undefined;
    return {
      message: "A screen reader says nothing here, or just “dash”, and listeners can't tell what they missed.",
      suggestion: aloneInControl
        ? `Say what the ${control} does.`
        : 'Describe the image, or mark it as decorative with alt="" (nothing between the quotation marks).',
      evidence: written,
    };
  },
};
