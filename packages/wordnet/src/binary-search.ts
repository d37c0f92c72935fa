/** The first index of a rising list, from `low` up to `high`, whose value is at least `value`; `high` if there is none. */
export function lowerBound(values: ArrayLike<number>, value: number, low = 0, high: number = values.length): number {
  // Doesn't call `binarySearch`: every lemma that is read needs it, and a call for each step takes a tenth longer.
  let from = low;
  for (let to = high; from < to; ) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first index below `length` for which `isBefore` is false, or `length`; it must be true of all indices before that one. */
export function binarySearch(length: number, isBefore: (index: number) => boolean): number {
  let from = 0;
  for (let to = length; from < to; ) {
    const middle = (from + to) >>> 1;
    if (isBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
