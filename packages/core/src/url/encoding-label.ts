import { normalizeEncoding } from "@exodus/bytes/encoding-browser.js";

/**
 * The encoding that a label such as `latin1` means, by its name in lower case (`windows-1252`); `undefined` where it means
 * none.
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
export function encodingOfLabel(label: string): string | undefined {
  return normalizeEncoding(label) ?? undefined;
}

/**
 * The encoding that the `content` of a `meta` element names, such as `text/html; charset=latin1`; `undefined` where it names
 * none.
 * @see https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements
 */
export function encodingOfContent(content: string): string | undefined {
  const match = /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|["']|([^\t\n\f\r ;]*))/i.exec(content);
  const label = match?.[1] ?? match?.[2] ?? match?.[3];
  return label === undefined ? undefined : encodingOfLabel(label);
}

/**
 * The encoding of a page whose `meta` element names this one. A page in which that can be read isn't in UTF-16.
 * @see https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
 */
export function declaredEncoding(encoding: string): string {
  if (encoding === "utf-16le" || encoding === "utf-16be") return "utf-8";
  return encoding === "x-user-defined" ? "windows-1252" : encoding;
}
