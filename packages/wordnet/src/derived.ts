// Nobody can observe this state: a table lives as long as the WordNet or taxonomy that it belongs to.
const tables = new WeakMap<object, Map<unknown, unknown>>();

/**
 * A table that follows from a WordNet or a taxonomy alone (its columns, an index, depths): computed at first use and
 * kept as long as its owner lives.
 *
 * @param compute a named function, which is the table's key
 */
export function derived<Owner extends object, Table>(owner: Owner, compute: (owner: Owner) => Table): Table {
  let ofOwner = tables.get(owner);
  if (ofOwner === undefined) {
    ofOwner = new Map();
    tables.set(owner, ofOwner);
  }
  let table = ofOwner.get(compute) as Table | undefined;
  if (table === undefined) {
    table = compute(owner);
    ofOwner.set(compute, table);
  }
  return table;
}
