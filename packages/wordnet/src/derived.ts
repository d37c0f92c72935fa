/**
 * Makes the function that gives a table that follows from a WordNet or a taxonomy alone (its columns, an index, depths).
 * The table is computed at first use and kept as long as its owner lives; nobody can observe that.
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
