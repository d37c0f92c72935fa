import type { TokenizedText } from "@alt2img/clip";
import { counted, h } from "@alt2img/example-shared/element";

/** What the model reads in place of a text: the cleaned text, and each token with its id. */
export function tokenView(text: string, { text: cleaned, tokens, inputIds, cutWords }: TokenizedText): HTMLElement {
  const room = inputIds.length;
  return h(
    "div",
    { class: "tokens-view" },
    h(
      "p",
      {},
      cleaned === text
        ? "The model doesn't read letters, but tokens: words and pieces of words, each with a number."
        : "The model doesn't read letters. The text is cleaned first, and then cut into tokens: words and pieces of words, each with a number.",
    ),
    cleaned !== text && h("p", {}, "Cleaned: ", h("q", {}, cleaned)),
    h(
      "ol",
      { class: "tokens" },
      ...tokens.map((token, i) =>
        h(
          "li",
          { class: isMark(token) ? "mark" : undefined },
          h("span", { class: "token" }, shown(token)),
          " ",
          h("code", {}, String(inputIds[i])),
        ),
      ),
    ),
    h(
      "p",
      { class: "soft" },
      `${counted(tokens.length, "token")} of at most ${room}, including the marks for start and end. A ␣ says that a word ends there.`,
    ),
    cutWords.length > 0 &&
      h("p", { class: "warning" }, `The text is too long. The model doesn't see these words: ${cutWords.join(" ")}`),
  );
}

const isMark = (token: string): boolean => /^<\|.*\|>$/.test(token);
const shown = (token: string): string =>
  isMark(token)
    ? token.replace(/^<\|startoftext\|>$/, "start").replace(/^<\|endoftext\|>$/, "end")
    : token.replace(/<\/w>$/, "␣");
