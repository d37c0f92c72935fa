import type { AltTextRule } from "../rule.js";
import { cite } from "../sources.js";

const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/gu;

export const emoji: AltTextRule = {
  id: "emoji",
  title: "The alt contains emoji",
  severity: "hint",
  sources: /* @__PURE__ */ cite("WCAG H86"),
  check(_image, { text }) {
    const found = text.match(EMOJI) ?? [];
    // For an image of an emoji, the emoji itself is the right text.
    const isEmojiAlone = !/[\p{L}\p{N}]/u.test(text.replace(/[\d#*]\ufe0f?\u20e3/gu, "")) && found.length <= 3;
    if (found.length === 0 || isEmojiAlone) return undefined;
    return {
      message:
        "Screen readers read every emoji out by its full name (“smiling face with heart-shaped eyes”) in the middle of the text.",
      suggestion: "Say in words what the emoji mean here, or leave them out.",
      evidence: found.join(""),
    };
  },
};
