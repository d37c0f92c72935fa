import type { ByteText } from "./byte-text.js";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * The JSON isn't in the form that the cursor understands: it has white space, escapes in a name or a value of an unexpected
 * type, or it is broken. It needs a full parse.
 */
export class NotCompact extends Error {}

/**
 * Walks compact JSON (no white space outside strings) without building values. In valid JSON it finds the exact structure; it
 * doesn't check what it skips.
 */
export class JsonCursor {
  position = 0;
  /** Where the name that `name()` last read begins and ends, without its quotes. */
  nameStart = 0;
  nameEnd = 0;
  readonly #units: string;

  constructor(private readonly text: ByteText) {
    this.#units = text.units;
  }

  /** Steps into the object at the cursor; if it is empty, steps past it and returns `false`. */
  enterObject(): boolean {
    if (this.#units.charCodeAt(this.position) !== OPEN_BRACE) throw new NotCompact();
    this.position++;
    if (this.#units.charCodeAt(this.position) !== CLOSE_BRACE) return true;
    this.position++;
    return false;
  }

  /** Reads the name of a member and moves to its value. */
  name(): void {
    const units = this.#units;
    let at = this.position;
    if (units.charCodeAt(at) !== QUOTE) throw new NotCompact();
    this.nameStart = ++at;
    for (let unit = units.charCodeAt(at); unit !== QUOTE; unit = units.charCodeAt(++at)) {
      if (unit === BACKSLASH || Number.isNaN(unit)) throw new NotCompact();
    }
    this.nameEnd = at;
    if (units.charCodeAt(at + 1) !== COLON) throw new NotCompact();
    this.position = at + 2;
  }

  /** Whether the last name is `name`. */
  isName(name: string): boolean {
    return this.nameEnd - this.nameStart === name.length && this.#units.startsWith(name, this.nameStart);
  }

  nameText(): string {
    return this.#units.slice(this.nameStart, this.nameEnd);
  }

  /** After a value: whether another member follows. Moves to its name, or past the end of the object. */
  hasMore(): boolean {
    const unit = this.#units.charCodeAt(this.position++);
    if (unit === COMMA) return true;
    if (unit === CLOSE_BRACE) return false;
    throw new NotCompact();
  }

  /** Decodes the string at the cursor. */
  string(): string {
    const start = this.position + 1;
    this.skipString();
    return this.decode(start, this.position - 1);
  }

  /** Decodes the string at the cursor, or the strings in the array at the cursor. */
  strings(): string[] {
    if (this.#units.charCodeAt(this.position) !== OPEN_BRACKET) return [this.string()];
    this.position++;
    const found: string[] = [];
    if (this.#units.charCodeAt(this.position) === CLOSE_BRACKET) {
      this.position++;
      return found;
    }
    for (;;) {
      found.push(this.string());
      const unit = this.#units.charCodeAt(this.position++);
      if (unit === CLOSE_BRACKET) return found;
      if (unit !== COMMA) throw new NotCompact();
    }
  }

  /** The string between two positions, with escapes resolved. */
  decode(start: number, end: number): string {
    const decoded = this.text.decode(start, end);
    return decoded.includes("\\") ? unescapeJson(decoded) : decoded;
  }

  skipString(): void {
    if (this.#units.charCodeAt(this.position) !== QUOTE) throw new NotCompact();
    let end = this.position;
    do {
      end = this.#units.indexOf('"', end + 1);
      if (end < 0) throw new NotCompact();
    } while (this.#isEscaped(end));
    this.position = end + 1;
  }

  skipValue(): void {
    const unit = this.#units.charCodeAt(this.position);
    if (unit === QUOTE) this.skipString();
    else if (unit === OPEN_BRACKET) this.#skipArray();
    else if (unit === OPEN_BRACE) this.#skipContainer();
    else this.#skipLiteral();
  }

  /**
   * The position of the “]” that closes the array at the cursor, if the array certainly contains only objects of strings;
   * otherwise `undefined`. This doesn't look at every string. The cursor doesn't move.
   */
  endOfFlatArray(): number | undefined {
    const units = this.#units;
    const start = this.position;
    if (units.charCodeAt(start) !== OPEN_BRACKET || units.charCodeAt(start + 1) !== OPEN_BRACE) return undefined;
    // If the quote in “"}]” closes a string, this is the end of an array: of this one, unless another opens before it.
    let end = start;
    do {
      end = units.indexOf("]", end + 1);
      if (end < 0) return undefined;
    } while (
      units.charCodeAt(end - 1) !== CLOSE_BRACE ||
      units.charCodeAt(end - 2) !== QUOTE ||
      this.#isEscaped(end - 2)
    );
    const isOpeningQuote = mayPrecedeValue(units.charCodeAt(end - 3));
    return isOpeningQuote || this.#mayOpenArray(start + 1, end) ? undefined : end;
  }

  /** Calls `read` at each object of the array at the cursor; `read` must move the cursor past the object. */
  forEachObject(read: () => void): void {
    if (this.#units.charCodeAt(this.position) !== OPEN_BRACKET) throw new NotCompact();
    this.position++;
    if (this.#units.charCodeAt(this.position) === CLOSE_BRACKET) {
      this.position++;
      return;
    }
    for (;;) {
      read();
      const unit = this.#units.charCodeAt(this.position++);
      if (unit === CLOSE_BRACKET) return;
      if (unit !== COMMA) throw new NotCompact();
    }
  }

  /** Throws unless only white space follows. */
  expectEnd(): void {
    while (isWhiteSpace(this.#units.charCodeAt(this.position))) this.position++;
    if (this.position !== this.#units.length) throw new NotCompact();
  }

  #skipArray(): void {
    const end = this.endOfFlatArray();
    if (end === undefined) this.#skipContainer();
    else this.position = end + 1;
  }

  /** Whether a “[” before `end` could open an array: in valid JSON, one that follows a colon, a comma or a bracket. */
  #mayOpenArray(start: number, end: number): boolean {
    const units = this.#units;
    for (let at = units.indexOf("[", start); at >= 0 && at < end; at = units.indexOf("[", at + 1)) {
      let before = at - 1;
      while (isWhiteSpace(units.charCodeAt(before))) before--;
      if (mayPrecedeValue(units.charCodeAt(before))) return true;
    }
    return false;
  }

  #skipContainer(): void {
    const units = this.#units;
    let depth = 0;
    do {
      // With bit 0x20 set, “[” equals “{”, and “]” equals “}”.
      const unit = units.charCodeAt(this.position);
      const mark = unit | 0x20;
      if (unit === QUOTE) {
        this.skipString();
        continue;
      }
      if (mark === OPEN_BRACE) depth++;
      else if (mark === CLOSE_BRACE) depth--;
      else if (Number.isNaN(unit)) throw new NotCompact();
      this.position++;
    } while (depth > 0);
  }

  #skipLiteral(): void {
    const units = this.#units;
    const start = this.position;
    for (let unit = units.charCodeAt(start); ; unit = units.charCodeAt(++this.position)) {
      if (unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET) break;
      if (Number.isNaN(unit) || isWhiteSpace(unit)) throw new NotCompact();
    }
    if (this.position === start) throw new NotCompact();
  }

  /** Whether there is an odd number of backslashes before `at`. */
  #isEscaped(at: number): boolean {
    const units = this.#units;
    if (units.charCodeAt(at - 1) !== BACKSLASH) return false;
    let start = at - 1;
    while (units.charCodeAt(start - 1) === BACKSLASH) start--;
    return (at - start) % 2 === 1;
  }
}

function mayPrecedeValue(unit: number): boolean {
  return unit === COLON || unit === COMMA || unit === OPEN_BRACKET || unit === OPEN_BRACE || isWhiteSpace(unit);
}

function isWhiteSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function unescapeJson(escaped: string): string {
  try {
    return JSON.parse(`"${escaped}"`) as string;
  } catch {
    throw new NotCompact();
  }
}
