import { decodeCharacterReferences } from "./html/character-reference.js";
import type { HtmlSource } from "./html/html-source.js";
import type { TextRuns } from "./text-runs.js";

/** How many runs are joined at once: about as many as in the text around one image. */
const RUNS_PER_BLOCK = 32;

/** The text of some runs, with white space collapsed, and where in it each run starts. */
type Block = { text: string; starts: number[] };

/** A page's visible text, read on demand. Each part of it is built at most once. */
export class VisibleText {
  readonly #source: HtmlSource;
  readonly #runs: TextRuns;
  readonly #longest: number;
  readonly #blocks: (Block | undefined)[] = [];

  /** @param longest the largest `limit` that any call will use */
  constructor(source: HtmlSource, runs: TextRuns, longest: number) {
    this.#source = source;
    this.#runs = runs;
    this.#longest = longest;
  }

  /** The runs `[first, last)`, up to `limit` UTF-16 code units. */
  from(first: number, last: number, limit: number): string {
    let text = " ";
    // A run may turn out empty (`&#32;`), so runs are counted as well as characters.
    const stop = Math.min(last, this.#runs.count, first + limit);
    for (let run = first; run < stop && text.length <= limit + 1; ) {
      const { text: block, starts } = this.#block(run);
      const inBlock = run % RUNS_PER_BLOCK;
      const start = run === first ? starts[inBlock]! : 0;
      run += RUNS_PER_BLOCK - inBlock;
      const end = run > stop ? (starts[stop % RUNS_PER_BLOCK] ?? block.length) : block.length;
      text = joined(text, block.slice(start, Math.min(end, start + limit + 2)));
    }
    return cutEnd(trimmed(text.slice(1)), limit);
  }

  /** The end of the runs `[0, last)`, up to `limit` UTF-16 code units. */
  before(last: number, limit: number): string {
    let text = " ";
    const stop = Math.max(0, last - limit);
    for (let run = last; run > stop && text.length <= limit + 1; ) {
      const { text: block, starts } = this.#block(run - 1);
      const end = run === last && run % RUNS_PER_BLOCK !== 0 ? starts[run % RUNS_PER_BLOCK]! : block.length;
      run -= ((run - 1) % RUNS_PER_BLOCK) + 1;
      const start = run < stop ? starts[stop % RUNS_PER_BLOCK]! : 0;
      text = joined(block.slice(Math.max(start, end - limit - 2), end), text);
    }
    return cutStart(trimmed(text.slice(0, -1)), limit);
  }

  #block(run: number): Block {
    const index = Math.floor(run / RUNS_PER_BLOCK);
    return (this.#blocks[index] ??= this.#readBlock(index * RUNS_PER_BLOCK));
  }

  #readBlock(first: number): Block {
    const runs = this.#runs;
    const last = Math.min(first + RUNS_PER_BLOCK, runs.count);
    const starts: number[] = [];
    let text = "";
    // Counted instead of asking the text: a string built piece by piece is flattened each time it is inspected.
    let endsInSpace = false;
    for (let run = first; run < last; run++) {
      if (runs.isApart(run) && !endsInSpace) {
        text += " ";
        endsInSpace = true;
      }
      starts.push(text.length);
      const read = this.#read(run);
      const piece: string = endsInSpace && read.startsWith(" ") ? read.slice(1) : read;
      text += piece;
      if (piece !== "") endsInSpace = piece.endsWith(" ");
    }
    return { text, starts };
  }

  /** All of a run or, since callers never need more, enough of its beginning and end. */
  #read(run: number): string {
    const start = this.#runs.start(run);
    const end = this.#runs.end(run);
    const isLiteral = this.#runs.isLiteral(run);
    const wanted = this.#longest + 1;
    for (let length = 2 * wanted; start + 2 * length < end; length *= 4) {
      // Neither part may end or start in the middle of a character reference.
      const head = tidy(this.#source.text(start, start + length).replace(/&[#0-9A-Za-z]*$/, ""), isLiteral);
      const tail = tidy(this.#source.text(end - length, end).replace(/^[#0-9A-Za-z]*;?/, ""), isLiteral);
      if (head.length > wanted && tail.length > wanted) return joined(head, tail);
    }
    return tidy(this.#source.text(start, end), isLiteral);
  }
}

/** Resolves character references, collapses white space, and drops NULs as the tree builder does. */
function tidy(source: string, isLiteral: boolean): string {
  // Most texts need no change: one test shows that.
  if (!/[&\0]|[^\S ]| {2}/.test(source)) return source;
  const text = isLiteral ? source : decodeCharacterReferences(source, "text");
  // A single space stays as it is, and nearly all white space is single spaces.
  return text.replaceAll("\0", "").replace(/[^\S ]\s*| \s+/g, " ");
}

/** Joins two texts, without a second space between them. */
function joined(text: string, next: string): string {
  return text + (next.startsWith(" ") && text.endsWith(" ") ? next.slice(1) : next);
}

/** Removes the single space that may be at either end. */
function trimmed(text: string): string {
  return text.slice(text.startsWith(" ") ? 1 : 0, text.endsWith(" ") ? -1 : undefined);
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
