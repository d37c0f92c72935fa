import { decodeCharacterReferences } from "./character-reference.js";
import { equalsIgnoringCase } from "./tag-name.js";

/** The attributes of a start tag as places in its source; they become strings only one by one, when asked for. */
export class Attributes {
  readonly #html: string;
  // Four numbers an attribute: start and end of name, start and end of value.
  readonly #places: Int32Array;
  readonly #names: number;
  readonly #decode: ((units: string) => string) | undefined;

  /**
   * @param names the bits of the names (`attributeNameBit`)
   * @param decode what makes characters of a value, if the source does not consist of them
   */
  constructor(html: string, places: Int32Array, names: number, decode?: (units: string) => string) {
    this.#html = html;
    this.#places = places;
    this.#names = names;
    this.#decode = decode;
  }

  /** The value of the attribute of this name, given in lower-case ASCII; of several the first. */
  get(name: string): string | undefined {
    const index = findAttribute(this.#html, this.#places, this.#places.length >> 2, this.#names, name);
    if (index < 0) return undefined;
    const raw = this.#html.slice(this.#places[index * 4 + 2]!, this.#places[index * 4 + 3]!);
    return decodeAttribute(this.#decode === undefined ? raw : this.#decode(raw));
  }

  /** The names that start with `prefix`, in lower case, each once, in their order. */
  namesFrom(prefix: string): Iterable<string> {
    let names: Set<string> | undefined;
    for (let at = 0; at < this.#places.length; at += 4) {
      const start = this.#places[at]!;
      const end = this.#places[at + 1]!;
      if (end - start < prefix.length || !equalsIgnoringCase(this.#html, start, prefix)) continue;
      names ??= new Set();
      names.add(nameText(this.#html, start, end));
    }
    return names ?? [];
  }
}

/** A bit that a name has, the same for upper and lower case: chosen to keep apart those that pages are read for. */
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

/** Which of `count` attributes at `places` has this name; of several the first; -1 for none. */
export function findAttribute(html: string, places: Int32Array, count: number, names: number, name: string): number {
  const { length } = name;
  if ((names & bitOf(name)) === 0) return -1;
  for (let i = 0; i < count; i++) {
    const start = places[i * 4]!;
    if (places[i * 4 + 1]! - start === length && equalsIgnoringCase(html, start, name)) return i;
  }
  return -1;
}

/** A name at `[start, end)` as the specification gives it: ASCII lower case, NUL as U+FFFD. */
export function nameText(html: string, start: number, end: number): string {
  // Only A to Z: `toLowerCase` also changes letters such as the Kelvin sign.
  return html.slice(start, end).replace(/[A-Z]+|\0/g, (found) => (found === "\0" ? "\uFFFD" : found.toLowerCase()));
}

/** The value of an attribute as it stands in the source: character references resolved, newlines normalised. */
export function decodeAttribute(raw: string): string {
  // One look at a short value costs less than three; of long ones a search for one character is faster.
  if (raw.length < 200 && !/[&\r\0]/.test(raw)) return raw;
  return decodeCharacterReferences(normalizeText(raw), "attribute");
}

/** CR LF and CR become LF, NUL becomes U+FFFD. */
export function normalizeText(raw: string): string {
  const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
}
