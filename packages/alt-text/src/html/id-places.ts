import { attributeValue } from "./attributes.js";
import type { HtmlSource } from "./html-source.js";
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
  find(source: HtmlSource, ids: ReadonlySet<string>): Map<string, IdPlace> {
    const found = new Map<string, IdPlace>();
    // How those that are looked for may start in the source: nearly all others are passed over by one look.
    const starts = new Uint8Array(128);
    for (const id of ["&", "\r", "\0", ...ids]) starts[id.charCodeAt(0)] = 1;
    for (let at = 0; at < this.#used && found.size < ids.size; at += 4) {
      if (starts[source.units.charCodeAt(this.#places[at]!)] === 0) continue;
      const id = attributeValue(source, this.#places[at]!, this.#places[at + 1]!);
      if (ids.has(id) && !found.has(id)) {
        found.set(id, { offset: this.#places[at + 2]!, state: this.#places[at + 3]! });
      }
    }
    return found;
  }
}
