import { type Column, damaged } from "./container.js";
import type { RelationKind } from "./draft.js";
import { readVarint, unzigzag } from "./varint.js";

/** Stated relations: those of row `i` have the indices from `starts[i]` up to, but not including, `starts[i + 1]`. */
export type StatedRelations = {
  readonly starts: Uint32Array;
  /** Indices of `kinds`. */
  readonly kinds: Uint16Array;
  /** Rows of the same table, or rows of synsets for relations from senses to synsets. */
  readonly targets: Uint32Array;
};

/** The tables that relations refer to. */
export type RelationTables = {
  kinds: readonly RelationKind[];
  /** Rows of the table that has the relations. */
  rows: number;
  synsets: number;
};

/**
 * Decodes all relations of a table.
 *
 * @param ends where the bytes of each row begin, and where the last ones end
 * @throws Alt2imgError `wordnet/damaged` where a kind or target doesn't exist, or bytes are missing
 */
export function decodeRelations(
  bytes: Column,
  ends: Uint32Array,
  { kinds, rows, synsets }: RelationTables,
): StatedRelations {
  // A relation takes at least one byte.
  const kindOf = new Uint16Array(bytes.length);
  const targets = new Uint32Array(bytes.length);
  const starts = new Uint32Array(rows + 1);
  const reader = { bytes, at: 0 };
  let count = 0;
  for (let row = 0; row < rows; row++) {
    reader.at = ends[row]!;
    const end = ends[row + 1]!;
    while (reader.at < end) {
      const kind = readVarint(reader);
      if (kind >= kinds.length) throw damaged(`row ${row} has a relation of kind ${kind} of ${kinds.length}`);
      const leadsToSynset = kinds[kind]!.toSynset === true;
      const limit = leadsToSynset ? synsets : rows;
      let target = leadsToSynset ? 0 : row;
      for (let left = readVarint(reader); left > 0; left--) {
        if (reader.at >= end) throw damaged(`the relations of row ${row} are cut off`);
        target += unzigzag(readVarint(reader));
        if (!(target >= 0 && target < limit)) {
          throw damaged(`a relation of row ${row} leads to row ${target} of ${limit}`);
        }
        kindOf[count] = kind;
        targets[count++] = target;
      }
    }
    if (reader.at !== end) throw damaged(`the relations of row ${row} are cut off`);
    starts[row + 1] = count;
  }
  return { starts, kinds: kindOf.slice(0, count), targets: targets.slice(0, count) };
}
