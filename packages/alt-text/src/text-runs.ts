import { isSpace } from "./html/white-space.js";

/** White space or the start of a line precedes the run. */
const APART = 1;
const LITERAL = 2;

/**
 * A page's visible text, as positions in its source. A run is a stretch of text between two tags that contains more
 * than white space; it starts and ends with something else.
 */
export class TextRuns {
  /** How many there are. */
  count = 0;
  readonly #units: string;
  // Two numbers a run: its start with the two flags, and its end.
  #places: Int32Array = new Int32Array(1024);
  #apart = true;

  constructor(units: string) {
    this.#units = units;
  }

  /** White space, or the start of a block or line: it separates the words before and after. */
  separate(): void {
    this.#apart = true;
  }

  /** Text at `[start, end)`; `literal` when it has no character references (CDATA). */
  add(start: number, end: number, literal: boolean): void {
    const units = this.#units;
    const textStart = start;
    while (start < end && isSpace(units.charCodeAt(start))) start++;
    if (start > textStart) this.#apart = true;
    if (start === end) return;
    const flags = (this.#apart ? APART : 0) | (literal ? LITERAL : 0);
    this.#apart = isSpace(units.charCodeAt(end - 1));
    if (this.#apart) while (isSpace(units.charCodeAt(end - 1))) end--;
    const at = this.count++ * 2;
    if (at === this.#places.length) this.#grow();
    this.#places[at] = start * 4 + flags;
    this.#places[at + 1] = end;
  }

  start(run: number): number {
    return this.#places[run * 2]! >>> 2;
  }

  end(run: number): number {
    return this.#places[run * 2 + 1]!;
  }

  /** Whether a space or more is between this run and the one before. */
  isApart(run: number): boolean {
    return (this.#places[run * 2]! & APART) !== 0;
  }

  isLiteral(run: number): boolean {
    return (this.#places[run * 2]! & LITERAL) !== 0;
  }

  #grow(): void {
    const places = new Int32Array(this.#places.length * 2);
    places.set(this.#places);
    this.#places = places;
  }
}
