import { decodeHTML, decodeHTMLAttribute } from "entities";

/**
 * `text` with its character references resolved as the HTML tokenizer does.
 * @param context in an attribute, a name without a semicolon is text if a letter, digit or `=` follows (`?a=b&copy=1`)
 * @see https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
 */
export function decodeCharacterReferences(text: string, context: "text" | "attribute"): string {
  if (!text.includes("&")) return text;
  return context === "text" ? decodeHTML(text) : decodeHTMLAttribute(text);
}
