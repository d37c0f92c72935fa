import { attributeNameBit, attributeValue, findAttribute, nameText } from "./attributes.js";
import type { HtmlSource } from "./html-source.js";
import { rawTextEnd, scriptDataEnd } from "./raw-text-end.js";
import { equalsIgnoringCase, hashStep, tagIdAt } from "./tag-name.js";
import { isSpace } from "./white-space.js";

/** What `Tokenizer.next` found. */
export const END_OF_FILE = 0;
export const START_TAG = 1;
export const END_TAG = 2;
/** A comment, a bogus comment or a doctype. */
export const COMMENT = 3;
/** A CDATA section: text without character references, at `[contentStart, contentEnd)`. */
export const CDATA = 4;
export type TokenKind = typeof END_OF_FILE | typeof START_TAG | typeof END_TAG | typeof COMMENT | typeof CDATA;

const BANG = 33;
const QUOTE = 34;
const APOSTROPHE = 39;
const DASH = 45;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;

/**
 * The HTML standard's tokenizer over a page in memory, token by token, for readers that need few of the tags: names become
 * numbers, attributes are read on demand, and become strings one by one. It copies none of the input. The caller sets
 * what depends on the tree (raw text, CDATA) between tokens.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#tokenization
 */
export class Tokenizer {
  readonly html: string;
  readonly #source: HtmlSource;
  /** Where the text before this token starts; it ends at `start`. */
  textStart = 0;
  /** Where the token starts: the offset of its `<`. */
  start = 0;
  /** Where to look for the next token: after the tag, once its attributes have been read. */
  position = 0;
  /** The number of the tag's name, 0 for names that are not in `tag-name.ts`. */
  tag = 0;
  nameStart = 0;
  nameEnd = 0;
  selfClosing = false;
  contentStart = 0;
  contentEnd = 0;
  /** Whether `<![CDATA[` starts a section here: true if the current node is foreign content. */
  cdataAllowed = false;
  attributeCount = 0;
  /** The bits of the attributes' names (`attributeNameBit`), which rule out most names at once. */
  attributeNames = 0;
  // Four numbers for each attribute: start and end of its name, start and end of its value.
  #attributes: Int32Array = new Int32Array(64);
  #attributesPending = false;
  #rawText = "";
  #isScript = false;

  constructor(source: HtmlSource) {
    this.html = source.units;
    this.#source = source;
  }

  /** Finds the next token. A tag that is cut off by the end of the file doesn't count. */
  next(): TokenKind {
    if (this.#attributesPending && !this.readAttributes()) return this.#endOfFile(this.start);
    this.textStart = this.position;
    if (this.#rawText !== "") return this.#endOfRawText();
    const { html } = this;
    const { length } = html;
    // Never reads a code unit past the end, here and below: engines that have seen that once stay slower.
    for (let at = html.indexOf("<", this.position); ; at = html.indexOf("<", at)) {
      if (at < 0 || at + 1 >= length) return this.#endOfFile(length);
      const code = html.charCodeAt(at + 1);
      if (isLetter(code)) {
        this.start = at;
        this.#readName(at + 1);
        this.#attributesPending = true;
        return START_TAG;
      }
      if (code === SLASH) {
        if (at + 2 >= length) return this.#endOfFile(length);
        const first = html.charCodeAt(at + 2);
        this.start = at;
        if (isLetter(first)) return this.#endTag(at + 2);
        return this.#comment(first === GREATER ? at + 3 : this.#bogusCommentEnd(at + 2));
      }
      if (code === BANG) {
        this.start = at;
        return this.#markupDeclaration(at + 2);
      }
      if (code === QUESTION) {
        this.start = at;
        return this.#comment(this.#bogusCommentEnd(at + 2));
      }
      at++;
    }
  }

  /** Skips or reads the attributes; false if the file ends inside the tag, which then isn't a tag. */
  readAttributes(): boolean {
    this.#attributesPending = false;
    const { html } = this;
    const { length } = html;
    let table = this.#attributes;
    let used = 0;
    let names = 0;
    let at = this.nameEnd;
    this.selfClosing = false;
    while (at < length) {
      let code = html.charCodeAt(at);
      if (isSpace(code)) {
        at++;
        continue;
      }
      if (code === GREATER) {
        this.attributeCount = used >> 2;
        this.attributeNames = names;
        this.position = at + 1;
        return true;
      }
      if (code === SLASH) {
        at++;
        this.selfClosing = at < length && html.charCodeAt(at) === GREATER;
        continue;
      }
      const nameStart = at++;
      while (at < length) {
        code = html.charCodeAt(at);
        if (code <= GREATER && (code === EQUALS || code === GREATER || code === SLASH || isSpace(code))) break;
        at++;
      }
      const nameEnd = at;
      while (at < length && isSpace(html.charCodeAt(at))) at++;
      let valueStart = at;
      let valueEnd = at;
      if (at < length && html.charCodeAt(at) === EQUALS) {
        at++;
        while (at < length && isSpace(html.charCodeAt(at))) at++;
        if (at >= length) break;
        code = html.charCodeAt(at);
        if (code === QUOTE || code === APOSTROPHE) {
          valueStart = at + 1;
          valueEnd = html.indexOf(code === QUOTE ? '"' : "'", valueStart);
          if (valueEnd < 0) break;
          at = valueEnd + 1;
        } else {
          valueStart = at;
          while (at < length) {
            code = html.charCodeAt(at);
            if (code === GREATER || isSpace(code)) break;
            at++;
          }
          valueEnd = at;
        }
      }
      if (used + 4 > table.length) table = this.#growAttributes();
      table[used] = nameStart;
      table[used + 1] = nameEnd;
      table[used + 2] = valueStart;
      table[used + 3] = valueEnd;
      used += 4;
      names |= attributeNameBit(html.charCodeAt(nameStart), html.charCodeAt(nameEnd - 1), nameEnd - nameStart);
    }
    this.attributeCount = 0;
    this.position = length;
    this.#rawText = "";
    return false;
  }

  /**
   * Treats everything up to the end tag of `name`, whose start tag has just been read, as text.
   * @param isScript whether it is script data, in which comments hide an end tag
   */
  enterRawText(name: string, isScript: boolean = name === "script"): void {
    this.#rawText = name;
    this.#isScript = isScript;
  }

  /** Continues in a CDATA section that is already open. */
  enterCdata(): typeof CDATA {
    return this.#cdata(this.position, this.position);
  }

  /** The tag's name as in the specification: ASCII lower case, NUL as U+FFFD. */
  name(): string {
    return nameText(this.html, this.nameStart, this.nameEnd);
  }

  /** The name of attribute `index`, in the same form. */
  attributeName(index: number): string {
    return nameText(this.html, this.#attributes[index * 4]!, this.#attributes[index * 4 + 1]!);
  }

  /** Where the value of attribute `index` starts in the source. */
  attributeStart(index: number): number {
    return this.#attributes[index * 4 + 2]!;
  }

  /** Where it ends. */
  attributeEnd(index: number): number {
    return this.#attributes[index * 4 + 3]!;
  }

  /** The value of attribute `index`: character references resolved, newlines normalised, NUL as U+FFFD. */
  attributeValue(index: number): string {
    return attributeValue(this.#source, this.attributeStart(index), this.attributeEnd(index));
  }

  /** The index of the first attribute with this name (in lower-case ASCII), as the specification says, or -1. */
  attributeIndex(name: string): number {
    return findAttribute(this.html, this.#attributes, this.attributeCount, this.attributeNames, name);
  }

  /** The value of the attribute of this name. */
  attribute(name: string): string | undefined {
    const index = this.attributeIndex(name);
    return index < 0 ? undefined : this.attributeValue(index);
  }

  /** The names that start with `prefix` (lower-case ASCII), in lower case, in order and without duplicates. */
  attributeNamesFrom(prefix: string): Iterable<string> {
    let names: Set<string> | undefined;
    for (let index = 0; index < this.attributeCount; index++) {
      if (!equalsIgnoringCase(this.html, this.#attributes[index * 4]!, prefix)) continue;
      names ??= new Set();
      names.add(this.attributeName(index));
    }
    return names ?? [];
  }

  /** Goes back to an earlier start tag, and reads its attributes again. */
  readTagAt(offset: number): void {
    this.position = offset;
    this.#attributesPending = false;
    this.next();
    this.readAttributes();
  }

  #growAttributes(): Int32Array {
    const grown = new Int32Array(this.#attributes.length * 2);
    grown.set(this.#attributes);
    this.#attributes = grown;
    return grown;
  }

  #readName(start: number): void {
    const { html } = this;
    const { length } = html;
    let at = start;
    let hash = 0;
    while (at < length) {
      const code = html.charCodeAt(at);
      if (code <= GREATER && (code === GREATER || code === SLASH || isSpace(code))) break;
      hash = hashStep(hash, code);
      at++;
    }
    this.nameStart = start;
    this.nameEnd = at;
    this.tag = tagIdAt(html, start, at, hash);
  }

  #endTag(nameStart: number): TokenKind {
    this.#readName(nameStart);
    if (this.nameEnd < this.html.length && this.html.charCodeAt(this.nameEnd) === GREATER) {
      this.position = this.nameEnd + 1;
    } else if (!this.readAttributes()) {
      return this.#endOfFile(this.start);
    }
    return END_TAG;
  }

  #markupDeclaration(at: number): TokenKind {
    const { html } = this;
    if (html.charCodeAt(at) === DASH && html.charCodeAt(at + 1) === DASH)
      return this.#comment(commentEnd(html, at + 2));
    if (this.cdataAllowed && html.startsWith("[CDATA[", at)) return this.#cdata(this.start, at + 7);
    // A doctype too ends at the first `>`, even inside its quotes.
    return this.#comment(this.#bogusCommentEnd(at));
  }

  #cdata(start: number, contentStart: number): typeof CDATA {
    const end = this.html.indexOf("]]>", contentStart);
    this.start = start;
    this.contentStart = contentStart;
    this.contentEnd = end < 0 ? this.html.length : end;
    this.position = end < 0 ? this.html.length : end + 3;
    return CDATA;
  }

  #comment(end: number): TokenKind {
    this.position = end;
    return COMMENT;
  }

  #bogusCommentEnd(at: number): number {
    const end = this.html.indexOf(">", at);
    return end < 0 ? this.html.length : end + 1;
  }

  #endOfFile(textEnd: number): TokenKind {
    this.start = textEnd;
    this.position = this.html.length;
    this.#rawText = "";
    return END_OF_FILE;
  }

  #endOfRawText(): TokenKind {
    const textEnd = this.#isScript ? scriptDataEnd : rawTextEnd;
    const at = textEnd(this.html, this.position, this.#rawText);
    if (at < 0) return this.#endOfFile(this.html.length);
    this.#rawText = "";
    this.start = at;
    return this.#endTag(at + 2);
  }
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** The end of the comment whose content starts at `at`, in all the ways in which comments end. */
function commentEnd(html: string, at: number): number {
  if (html.charCodeAt(at) === GREATER) return at + 1;
  if (html.charCodeAt(at) === DASH && html.charCodeAt(at + 1) === GREATER) return at + 2;
  for (;;) {
    at = html.indexOf("--", at);
    if (at < 0) return html.length;
    at += 2;
    while (html.charCodeAt(at) === DASH) at++;
    if (html.charCodeAt(at) === GREATER) return at + 1;
    if (html.charCodeAt(at) === BANG && html.charCodeAt(at + 1) === GREATER) return at + 2;
  }
}
