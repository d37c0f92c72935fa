import { biasError } from "../bias-error.js";

/** The sentences of SEAT that fit nouns and names alike. A sentence says as little as possible besides its word. */
export const seatTemplates: readonly string[] = [
  "This is {}.",
  "That is {}.",
  "There is {}.",
  "Here is {}.",
  "{} is here.",
  "{} is there.",
];

/**
 * Puts each word into each template: what SEAT embeds instead of words. Articles are the caller's.
 *
 * @param templates with `{}` where the word goes
 * @throws Alt2imgError `bias/option` for a template without `{}`
 * @see May et al. 2019, https://aclanthology.org/N19-1063
 */
export function sentences(words: readonly string[], templates: readonly string[] = seatTemplates): string[] {
  const wrong = templates.find((template) => !template.includes("{}"));
  if (wrong !== undefined) {
    throw biasError("option", `The template ${JSON.stringify(wrong)} has no {} where a word could go.`);
  }
  return words.flatMap((word) => templates.map((template) => template.replaceAll("{}", () => word)));
}
