import { attributeValue } from "./attributes.js";
import type { HtmlSource } from "./html-source.js";
import type { Tokenizer } from "./tokenizer.js";

/** Where the element with an id starts, and the state there (bits of `OpenElements`). */
export type IdPlace = { offset: number; state: number };

/** A page's ids, as positions in its source, for the few that are referred to. */
export class IdPlaces {
  // Four numbers for each id: its start and end, the offset of its tag, the state.
  #places: Int32Array = new Int32Array(1024);
  #used = 0;
  #byId: Map<string, number> | undefined;

  /** Adds the current start tag, whose attribute `index` is its id. */
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

  /** The first element with an id. The first call goes through all ids. */
  find(source: HtmlSource, id: string): IdPlace | undefined {
    const at = (this.#byId ??= this.#index(source)).get(id);
    return at === undefined ? undefined : { offset: this.#places[at + 2]!, state: this.#places[at + 3]! };
  }

  #index(source: HtmlSource): Map<string, number> {
    const byId = new Map<string, number>();
    // From the end, so that the first of several counts.
    for (let at = this.#used - 4; at >= 0; at -= 4) {
      byId.set(attributeValue(source, this.#places[at]!, this.#places[at + 1]!), at);
    }
    return byId;
  }
}
