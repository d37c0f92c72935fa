import { normalizeEncoding } from "@exodus/bytes/encoding-browser.js";

/**
 * The encoding that a label such as `latin1` means, by its name in lower case (`windows-1252`); `undefined` where it means
 * none.
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
export function encodingOfLabel(label: string): string | undefined {
  return normalizeEncoding(label) ?? undefined;
}
