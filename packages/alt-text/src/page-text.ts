import { decodeCharacterReferences } from "./html/character-reference.js";
import { isSpace } from "./html/white-space.js";

/** White space or the start of a line stands before the run. */
const STARTS_LINE = 1;
const LITERAL = 2;

/**
 * The text that a page shows, as places in its source: becomes strings only where somebody asks. A run is a stretch of
 * text between two tags that holds more than white space.
 */
export class PageText {
  readonly #html: string;
  // Two numbers a run: its start with the two flags, and its end.
  #runs: Int32Array = new Int32Array(1024);
  #count = 0;
  #startsLine = true;
  // Of the short runs that somebody has asked for their text, and whether it holds white space to collapse.
  #texts: (string | undefined)[] = [];
  #untidy: Uint8Array = new Uint8Array(0);

  constructor(html: string) {
    this.#html = html;
  }

  /** How many runs there are. */
  get count(): number {
    return this.#count;
  }

  /** A new block or line begins: words before and after are apart. */
  breakLine(): void {
    this.#startsLine = true;
  }

  /** Text at `[start, end)`; `literal` when it has no character references (CDATA). */
  add(start: number, end: number, literal: boolean): void {
    const html = this.#html;
    const textStart = start;
    while (start < end && isSpace(html.charCodeAt(start))) start++;
    if (start > textStart) this.#startsLine = true;
    if (start === end) return;
    const flags = (this.#startsLine ? STARTS_LINE : 0) | (literal ? LITERAL : 0);
    this.#startsLine = isSpace(html.charCodeAt(end - 1));
    if (this.#startsLine) while (isSpace(html.charCodeAt(end - 1))) end--;
    const at = this.#count++ * 2;
    if (at === this.#runs.length) this.#grow();
    this.#runs[at] = start * 4 + flags;
    this.#runs[at + 1] = end;
  }

  /** The runs `[first, last)`, white space collapsed, up to `limit` UTF-16 code units. */
  from(first: number, last: number, limit: number): string {
    let text = " ";
    let untidy = false;
    let length = 0;
    // A run may come to nothing (`&#32;`), so runs are counted as well as characters.
    const stop = Math.min(last, first + limit);
    for (let run = first; run < stop && length <= limit; run++) {
      const piece = this.#head(run, limit - length + 1);
      text += this.#flags(run) & STARTS_LINE && run > first ? ` ${piece}` : piece;
      untidy ||= this.#untidy[run] !== 0;
      length += piece.length;
    }
    return cutEnd((untidy ? collapse(text) : text).trim(), limit);
  }

  /** The end of the runs `[0, last)`, white space collapsed, up to `limit` UTF-16 code units. */
  before(last: number, limit: number): string {
    let text = " ";
    let untidy = false;
    let length = 0;
    const stop = Math.max(0, last - limit);
    for (let run = last - 1; run >= stop && length <= limit; run--) {
      const piece = this.#tail(run, limit - length + 1);
      text = this.#flags(run) & STARTS_LINE ? ` ${piece}${text}` : piece + text;
      untidy ||= this.#untidy[run] !== 0;
      length += piece.length;
    }
    return cutStart((untidy ? collapse(text) : text).trim(), limit);
  }

  #whole(run: number): string {
    if (this.#untidy.length === 0) {
      this.#untidy = new Uint8Array(this.#count).fill(1);
      this.#texts = new Array(this.#count);
    }
    const known = this.#texts[run];
    if (known !== undefined) return known;
    const text = this.#decode(this.#html.slice(this.#runs[run * 2]! >>> 2, this.#runs[run * 2 + 1]!), run);
    this.#texts[run] = text;
    this.#untidy[run] = isUntidy(text) ? 1 : 0;
    return text;
  }

  #grow(): void {
    const runs = new Int32Array(this.#runs.length * 2);
    runs.set(this.#runs);
    this.#runs = runs;
  }

  #flags(run: number): number {
    return this.#runs[run * 2]! & 3;
  }

  // Of a long run only a piece is decoded, a longer one where white space and character references leave little of it.
  #head(run: number, wanted: number): string {
    const start = this.#runs[run * 2]! >>> 2;
    const end = this.#runs[run * 2 + 1]!;
    for (let length = wanted + 40; start + length < end; length *= 4) {
      // Not up to the middle of a character reference.
      const source = this.#html.slice(start, start + length).replace(/&[#0-9A-Za-z]{0,40}$/, "");
      const text = this.#decode(source, run);
      if (text.length >= wanted) return text;
    }
    return this.#whole(run);
  }

  #tail(run: number, wanted: number): string {
    const start = this.#runs[run * 2]! >>> 2;
    const end = this.#runs[run * 2 + 1]!;
    for (let length = wanted + 40; start < end - length; length *= 4) {
      const source = this.#html.slice(end - length, end).replace(/^[#0-9A-Za-z]{0,40};/, "");
      const text = this.#decode(source, run);
      if (text.length >= wanted) return text;
    }
    return this.#whole(run);
  }

  // Runs of white space count as one character already here: where there are any, lines are broken.
  #decode(source: string, run: number): string {
    const text = this.#flags(run) & LITERAL ? source : decodeCharacterReferences(source, "text");
    return text.includes("\n") ? collapse(text) : text;
  }
}

/** Whether `collapse` changes a text that this one is part of, between others or single spaces. */
function isUntidy(text: string): boolean {
  return /[^\S ]| {2}|^ | $|\0/.test(text) || text === "";
}

/** White space as one space each, NULs dropped as the tree builder drops them. */
function collapse(text: string): string {
  // A space alone stays as it is, and nearly all white space is that.
  return text.replaceAll("\0", "").replace(/[^\S ]\s*| \s+/g, " ");
}

/** The first `limit` code units, never half of a surrogate pair. */
function cutEnd(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return text.slice(0, isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit).trimEnd();
}

function cutStart(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const from = text.length - limit;
  return text.slice(isHighSurrogate(text.charCodeAt(from - 1)) ? from + 1 : from).trimStart();
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
