import type { Tokenizer } from "./tokenizer.js";

/** Where the element with an id starts, and what holds there (bits of `OpenElements`). */
export type IdPlace = { offset: number; state: number };

/** The ids of a page, as places in its source, for the few that somebody refers to. */
export class IdPlaces {
  // Four numbers an id: its start and end, the offset of its tag, the state.
  #places: Int32Array = new Int32Array(1024);
  #used = 0;

  /** The start tag at hand has the id that is its attribute `index`. */
  add(tokenizer: Tokenizer, index: number, state: number): void {
    if (this.#used === this.#places.length) {
      const places = new Int32Array(this.#places.length * 2);
      places.set(this.#places);
      this.#places = places;
    }
    this.#places[this.#used++] = tokenizer.attributeStart(index);
    this.#places[this.#used++] = tokenizer.attributeEnd(index);
    this.#places[this.#used++] = tokenizer.start;
    this.#places[this.#used++] = state;
  }

  /** Of each of the ids the first element that has it. */
  find(html: string, ids: ReadonlySet<string>, decode: (source: string) => string): Map<string, IdPlace> {
    const found = new Map<string, IdPlace>();
    for (let at = 0; at < this.#used && found.size < ids.size; at += 4) {
      const id = decode(html.slice(this.#places[at]!, this.#places[at + 1]!));
      if (ids.has(id) && !found.has(id)) {
        found.set(id, { offset: this.#places[at + 2]!, state: this.#places[at + 3]! });
      }
    }
    return found;
  }
}
