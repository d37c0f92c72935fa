import { articleOf } from "../article.js";
import { biasError } from "../bias-error.js";

/** A prompt with `{name}` for the value of an axis and `a(n)` for the article that fits; or a function of the values. */
export type GridPrompt = string | ((values: Readonly<Record<string, string>>) => string);

/**
 * Fills a prompt in: underscores in values are read as spaces, and an empty value takes its space with it. `a(n)` becomes `an` before
 * the sound of a vowel, by a rule of thumb that knows an hour, a utility worker and an FBI agent.
 *
 * @throws Alt2imgError `bias/option` for a name without an axis, an axis that isn't named, or an empty prompt
 */
export function fillPrompt(prompt: GridPrompt, values: Readonly<Record<string, string>>): string {
  const filled = typeof prompt === "string" ? fillTemplate(prompt, values) : prompt(values);
  if (filled.trim() !== "") return filled;
  throw biasError("option", `The prompt for ${JSON.stringify(values)} is empty. Give a text.`);
}

function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const text = template.replaceAll(/\{([^{}]*)\}/g, (place, name: string) => {
    if (!Object.hasOwn(values, name)) {
      throw biasError(
        "option",
        `The prompt has ${place}, but no axis is called ${JSON.stringify(name)}. The axes: ${Object.keys(values).join(", ") || "none"}.`,
      );
    }
    used.add(name);
    return values[name]!.replaceAll("_", " ");
  });
  const unused = Object.keys(values).find((name) => !used.has(name));
  if (unused !== undefined) {
    throw biasError(
      "option",
      `The axis ${unused} has no place in the prompt, so its pictures would all be the same. Add {${unused}}.`,
    );
  }
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/\ba\(n\)(?= (\S*)|)/gi, (article, next = "") => article.slice(0, 1) + articleOf(next).slice(1));
}
