import { type Column, damaged } from "./container.js";
import { unzigzag } from "./varint.js";

/**
 * Visits the relations of a row in their order: index of the kind, row of the target.
 *
 * @param isForeign whether targets of a kind are rows of another table, which are not told as differences to this row
 * @param limits the number of rows that targets of this and of another table have
 * @throws Alt2imgError `wordnet/damaged` when a target is beyond its table
 */
export function readRelations(
  bytes: Column,
  offsets: Uint32Array,
  row: number,
  isForeign: (kind: number) => boolean,
  limits: { own: number; foreign: number },
  visit: (kind: number, target: number) => void,
): void {
  let at = offsets[row]!;
  const end = offsets[row + 1]!;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
      if (at >= end || shift > 28) throw damaged(`the relations of row ${row} are cut`);
    }
  };
  while (at < end) {
    const kind = varint();
    const foreign = isForeign(kind);
    const limit = foreign ? limits.foreign : limits.own;
    let target = foreign ? 0 : row;
    for (let left = varint(); left > 0; left--) {
      target += unzigzag(varint());
      if (!(target >= 0 && target < limit))
        throw damaged(`a relation of row ${row} leads to row ${target} of ${limit}`);
      visit(kind, target);
    }
  }
}
