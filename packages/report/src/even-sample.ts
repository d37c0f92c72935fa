/** Items of a sequence of unknown length, evenly spread, in constant memory. */
export type EvenSample<Item> = {
  add(item: Item): void;
  readonly items: readonly Item[];
  /** How many were added. */
  readonly seen: number;
  /** Of every so many items one is kept; 1 while all are. */
  readonly stride: number;
};

/**
 * Keeps every item until there are more than `capacity`, then every second, every fourth and so on: always the first
 * item and those at a multiple of `stride`. The same sequence gives the same sample.
 *
 * @param capacity at least 1; when more have been added, between half of it and all of it are kept
 */
export function createEvenSample<Item>(capacity: number): EvenSample<Item> {
  let [items, seen, stride]: [Item[], number, number] = [[], 0, 1];
  return {
    add(item) {
      if (seen++ % stride !== 0) return;
      items.push(item);
      if (items.length <= capacity) return;
      items = items.filter((_, i) => i % 2 === 0);
      stride *= 2;
    },
    get items() {
      return items;
    },
    get seen() {
      return seen;
    },
    get stride() {
      return stride;
    },
  };
}
