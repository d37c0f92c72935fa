/** An evenly spread sample of a sequence whose length isn't known beforehand. Plain data. */
export type EvenSample<Item> = {
  /** The most items in the sample, at least 1. */
  readonly capacity: number;
  items: Item[];
  /** How many items there were. */
  seen: number;
  /** One item in this many is kept; 1 while all are kept. */
  stride: number;
};

export function emptySample<Item>(capacity: number): EvenSample<Item> {
  return { capacity, items: [], seen: 0, stride: 1 };
}

/**
 * Adds the next item of the sequence. Every item is kept until there are more than `capacity`, then every second one, every
 * fourth one and so on: always the first item and those at a multiple of `stride`, so that the same sequence gives the same
 * sample. Once it has been full, a sample is never less than half full.
 */
export function addToSample<Item>(sample: EvenSample<Item>, item: Item): void {
  if (sample.seen++ % sample.stride !== 0) return;
  sample.items.push(item);
  if (sample.items.length <= sample.capacity) return;
  sample.items = sample.items.filter((_, i) => i % 2 === 0);
  sample.stride *= 2;
}
