import { broken } from "../format/image-error.js";

/**
 * Undoes PNG's filters (section 9.2) in place, in rows `from` to `to` (exclusive); those above must be done. Each row is
 * a filter byte and `length` bytes.
 *
 * @param step bytes per pixel, at least 1
 */
export function unfilter(rows: Uint8Array, length: number, step: number, from: number, to: number): void {
  for (let row = from * (length + 1), stop = to * (length + 1); row < stop; row += length + 1) {
    const start = row + 1;
    const end = start + length;
    const up = length + 1;
    const first = row === 0;
    switch (rows[row]) {
      case 0:
        break;
      case 1:
        for (let i = start + step; i < end; i++) rows[i] = rows[i]! + rows[i - step]!;
        break;
      case 2:
        if (!first) for (let i = start; i < end; i++) rows[i] = rows[i]! + rows[i - up]!;
        break;
      case 3:
        for (let i = start; i < end; i++) {
          const left = i - start >= step ? rows[i - step]! : 0;
          rows[i] = rows[i]! + ((left + (first ? 0 : rows[i - up]!)) >> 1);
        }
        break;
      case 4:
        for (let i = start; i < end; i++) {
          const hasLeft = i - start >= step;
          const left = hasLeft ? rows[i - step]! : 0;
          const above = first ? 0 : rows[i - up]!;
          rows[i] = rows[i]! + paeth(left, above, hasLeft && !first ? rows[i - up - step]! : 0);
        }
        break;
      default:
        throw unknownFilter(rows[row]);
    }
  }
}

/** Throws for a row whose filter `unfilter` doesn't know. */
export function checkFilters(rows: Uint8Array, length: number): void {
  for (let row = 0; row < rows.length; row += length + 1) if (rows[row]! > 4) throw unknownFilter(rows[row]);
}

function unknownFilter(filter: number | undefined): Error {
  return broken("png", `it has an unknown row filter, ${filter}`);
}

/** Whichever of the three is nearest to `left + above - corner`. */
export function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
