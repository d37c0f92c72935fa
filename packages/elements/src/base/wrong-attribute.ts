import { Alt2imgError } from "@alt2img/core";

/** For a value that an attribute can't have. */
export function wrongAttribute(name: string, value: unknown, allowed: readonly string[]): Alt2imgError {
  const choices = allowed.map((each) => `“${each}”`).join(", ");
  return new Alt2imgError("elements/attribute", `The attribute ${name} is “${value}”. It can be ${choices}.`);
}
