/** A growing list of integers from 0 to 2³² − 1: four bytes each, where an array takes eight, and more while it grows. */
export type NumberList = {
  readonly length: number;
  /** @returns the new length, as an array's `push` does */
  push(value: number): number;
  /** The number at `index`; 0 beyond the end. */
  at(index: number): number;
  /** Beyond the end, the list is first filled with zeros up to `index`. */
  set(index: number, value: number): void;
  /** All numbers, as a view that is valid until the list grows again. */
  values(): Uint32Array;
};

export function createNumberList(): NumberList {
  let numbers = new Uint32Array(16);
  let length = 0;

  const makeRoom = (needed: number): void => {
    if (needed <= numbers.length) return;
    const larger = new Uint32Array(Math.max(needed, numbers.length + (numbers.length >> 1)));
    larger.set(numbers);
    numbers = larger;
  };

  return {
    get length() {
      return length;
    },
    push(value) {
      makeRoom(length + 1);
      numbers[length++] = value;
      return length;
    },
    at(index) {
      return index < length ? numbers[index]! : 0;
    },
    set(index, value) {
      makeRoom(index + 1);
      numbers[index] = value;
      if (index >= length) length = index + 1;
    },
    values() {
      return numbers.subarray(0, length);
    },
  };
}
