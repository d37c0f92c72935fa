/** Neighbours of rows: those of row `i` are `rows[starts[i]]` to `rows[starts[i + 1] - 1]`. */
export type Adjacency = { readonly starts: Uint32Array; readonly rows: Uint32Array };

/** A group that `groupBy` leaves out. */
export const NO_GROUP = 0xffffffff;

/**
 * Counting sort: the items of each group, in order. Those of group `g` are `rows[starts[g]]` up to, but not including,
 * `rows[starts[g + 1]]`.
 *
 * @param groupOf the group of each item, less than `groups`, or `NO_GROUP`
 */
export function groupBy(groupOf: ArrayLike<number>, groups: number): Adjacency {
  const starts = new Uint32Array(groups + 1);
  const items = groupOf.length;
  for (let item = 0; item < items; item++) {
    const group = groupOf[item]!;
    if (group !== NO_GROUP) starts[group + 1]!++;
  }
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, groups);
  const rows = new Uint32Array(starts[groups]!);
  for (let item = 0; item < items; item++) {
    const group = groupOf[item]!;
    if (group !== NO_GROUP) rows[next[group]!++] = item;
  }
  return { starts, rows };
}

/** The row that each neighbour is listed under. */
export function ownersOf(starts: Uint32Array): Uint32Array {
  const owners = new Uint32Array(starts[starts.length - 1] ?? 0);
  for (let row = 0; row + 1 < starts.length; row++) owners.fill(row, starts[row], starts[row + 1]);
  return owners;
}

/** The same edges from the other end; neighbours are in rising order. */
export function reversed({ starts, rows }: Adjacency): Adjacency {
  const owners = ownersOf(starts);
  const grouped = groupBy(rows, starts.length - 1);
  return { starts: grouped.starts, rows: grouped.rows.map((edge) => owners[edge]!) };
}
