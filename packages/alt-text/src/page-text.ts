import { decodeCharacterReferences } from "./html/character-reference.js";
import { normalizeText } from "./html/tokenizer.js";

const STARTS_LINE = 1;
const LITERAL = 2;

/**
 * The text that a page shows, as places in its source: becomes strings only where somebody asks. A run is a stretch of
 * text between two tags that holds more than white space.
 */
export class PageText {
  readonly #html: string;
  // Two numbers a run: its start with the two flags, and its end.
  #runs = new Int32Array(1024);
  #count = 0;
  #startsLine = true;

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
    if (this.#count * 2 === this.#runs.length) {
      const runs = new Int32Array(this.#runs.length * 2);
      runs.set(this.#runs);
      this.#runs = runs;
    }
    const flags = (this.#startsLine ? STARTS_LINE : 0) | (literal ? LITERAL : 0);
    this.#runs[this.#count * 2] = start * 4 + flags;
    this.#runs[this.#count * 2 + 1] = end;
    this.#count++;
    this.#startsLine = false;
  }

  /** The runs `[first, last)`, white space collapsed, up to `limit` UTF-16 code units. */
  from(first: number, last: number, limit: number): string {
    let text = "";
    // A run may come to nothing (`&#32;`), so runs are counted as well as characters.
    const stop = Math.min(last, first + limit);
    for (let run = first; run < stop && text.length < limit; run++) {
      if (text !== "" && this.#flags(run) & STARTS_LINE) text += " ";
      text = collapse(text + this.#head(run, limit));
    }
    return cutEnd(text.trim(), limit);
  }

  /** The end of the runs `[0, last)`, white space collapsed, up to `limit` UTF-16 code units. */
  before(last: number, limit: number): string {
    let text = "";
    const stop = Math.max(0, last - limit);
    for (let run = last - 1; run >= stop && text.length < limit; run--) {
      text = collapse(this.#tail(run, limit) + text);
      if (this.#flags(run) & STARTS_LINE) text = ` ${text}`;
    }
    return cutStart(text.trim(), limit);
  }

  #flags(run: number): number {
    return this.#runs[run * 2]! & 3;
  }

  // Enough of a long run to fill `limit`: character references are longer than what they stand for.
  #head(run: number, limit: number): string {
    const start = this.#runs[run * 2]! >>> 2;
    const end = this.#runs[run * 2 + 1]!;
    const enough = start + limit * 8 + 64;
    if (end <= enough) return this.#decode(start, end, run);
    return this.#decode(start, enough, run)
      .slice(0, -1)
      .replace(/&[#0-9A-Za-z]*$/, "");
  }

  #tail(run: number, limit: number): string {
    const start = this.#runs[run * 2]! >>> 2;
    const end = this.#runs[run * 2 + 1]!;
    const enough = end - limit * 8 - 64;
    if (start >= enough) return this.#decode(start, end, run);
    // Not from within a character reference.
    const piece = this.#html.slice(enough, end);
    const reference = /^[#0-9A-Za-z]{0,33};/.exec(piece);
    return this.#decode(enough + (reference?.[0].length ?? 0), end, run);
  }

  #decode(start: number, end: number, run: number): string {
    const text = normalizeText(this.#html.slice(start, end));
    return this.#flags(run) & LITERAL ? text : decodeCharacterReferences(text, "text");
  }
}

function collapse(text: string): string {
  return text.replace(/\s+/g, " ");
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
