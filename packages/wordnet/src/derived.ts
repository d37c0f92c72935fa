/**
 * Makes a function that returns a table derived only from a WordNet or a taxonomy (its columns, an index, depths). The
 * table is computed at first use and kept as long as its owner lives, which changes nothing but the time.
 */
export function derived<Owner extends object, Table>(compute: (owner: Owner) => Table): (owner: Owner) => Table {
  const tables = new WeakMap<Owner, Table>();
  return (owner) => {
    let table = tables.get(owner);
    if (table === undefined) {
      table = compute(owner);
      tables.set(owner, table);
    }
    return table;
  };
}
