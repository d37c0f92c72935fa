/** The first index from `low` on for which `isBefore` is false, or `high`; it must be true of all indices before that one. */
export function binarySearch(low: number, high: number, isBefore: (index: number) => boolean): number {
  let from = low;
  for (let to = high; from < to; ) {
    const middle = (from + to) >>> 1;
    if (isBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first index of a rising list whose value is at least `value`, or its length. */
export function lowerBound(values: ArrayLike<number>, value: number): number {
  return binarySearch(0, values.length, (index) => values[index]! < value);
}
