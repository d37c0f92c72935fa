import { decodeCharacterReferences } from "./character-reference.js";
import type { HtmlSource } from "./html-source.js";
import { equalsIgnoringCase } from "./tag-name.js";

/** The bit of a name, the same for upper and lower case; chosen so that the names we look for have different ones. */
export function attributeNameBit(first: number, last: number, length: number): number {
  return 1 << (3 * length + 5 * (first | 32) + 13 * (last | 32));
}

/** The bits of all of these names. */
export function attributeNameBits(names: readonly string[]): number {
  return names.reduce((bits, name) => bits | bitOf(name), 0);
}

function bitOf(name: string): number {
  return attributeNameBit(name.charCodeAt(0), name.charCodeAt(name.length - 1), name.length);
}

/** The index of the first of `count` attributes at `places` with this name, or -1. */
export function findAttribute(html: string, places: Int32Array, count: number, names: number, name: string): number {
  const { length } = name;
  if ((names & bitOf(name)) === 0) return -1;
  for (let i = 0; i < count; i++) {
    const start = places[i * 4]!;
    if (places[i * 4 + 1]! - start === length && equalsIgnoringCase(html, start, name)) return i;
  }
  return -1;
}

/** The name at `[start, end)` as in the specification: ASCII lower case, NUL as U+FFFD. */
export function nameText(html: string, start: number, end: number): string {
  // Only A to Z: `toLowerCase` also changes letters such as the Kelvin sign.
  return html.slice(start, end).replace(/[A-Z]+|\0/g, (found) => (found === "\0" ? "\uFFFD" : found.toLowerCase()));
}

/** The value of an attribute at `[start, end)` of the page: character references resolved, newlines normalised. */
export function attributeValue(source: HtmlSource, start: number, end: number): string {
  const raw = source.units.slice(start, end);
  // One scan of a short value costs less than four searches; in long ones, a search for one character is faster.
  if (raw.length < 200 && !/[&\r\0\x80-\xff]/.test(raw)) return raw;
  return decodeCharacterReferences(normalizeText(source.text(start, end)), "attribute");
}

/** CR LF and CR become LF, NUL becomes U+FFFD. */
export function normalizeText(raw: string): string {
  const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
}
