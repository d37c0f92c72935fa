import { Alt2imgError } from "@alt2img/core";

/**
 * Checks an option that is one of some words, for callers without types.
 * @param name of the option, for the message
 * @throws Alt2imgError `code`, which lists the choices
 */
export function checkOneOf<Choice extends string>(
  code: string,
  name: string,
  value: Choice,
  choices: readonly Choice[],
): void {
  if (choices.includes(value)) return;
  const found = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new Alt2imgError(code, `${name} is ${found}; it must be one of ${choices.join(", ")}.`);
}
