import { Alt2imgError } from "@alt2img/core";

/**
 * Checks an option that must be one of a few words, for callers without types.
 * @param name the option's name, for the message
 * @throws Alt2imgError with this `code`; its message lists the choices
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
