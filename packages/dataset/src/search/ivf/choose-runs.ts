/** Cells that stand next to each other in the file, from `start` to `end` (exclusive). */
export type CellRun = { readonly start: number; readonly end: number };

/**
 * The cells to read: those with the nearest centroids, as many as fit, and those between two of them if they are so few that one
 * request for all costs less than two.
 *
 * @param products of the query with each cell's centroid
 * @param starts the first row of each cell, and at the end the number of rows
 * @param least how many rows the nearest cells have that are read in any case
 * @param most how many rows may be read otherwise
 * @param gap how many rows there may be between two cells of a run
 * @returns in the order of the file
 */
export function chooseRuns(
  products: Float32Array,
  starts: Int32Array,
  { least, most, gap }: { least: number; most: number; gap: number },
): CellRun[] {
  const isEmpty = (cell: number): boolean => starts[cell] === starts[cell + 1];
  const nearest = Array.from(products.keys())
    .filter((cell) => !isEmpty(cell))
    .sort((a, b) => products[b]! - products[a]! || a - b);
  const runsOf = (count: number): CellRun[] => {
    const runs: { start: number; end: number }[] = [];
    for (const cell of nearest.slice(0, count).sort((a, b) => a - b)) {
      const last = runs.at(-1);
      if (last !== undefined && starts[cell]! - starts[last.end]! <= gap) last.end = cell + 1;
      else runs.push({ start: cell, end: cell + 1 });
    }
    return runs;
  };
  const rowsOf = (runs: readonly CellRun[]): number =>
    runs.reduce((sum, { start, end }) => sum + starts[end]! - starts[start]!, 0);
  // One more cell never makes it fewer rows.
  let [fits, exceeds] = [0, nearest.length + 1];
  for (let rows = 0; rows < least && fits < nearest.length; fits++)
    rows += starts[nearest[fits]! + 1]! - starts[nearest[fits]!]!;
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (rowsOf(runsOf(middle)) <= most) fits = middle;
    else exceeds = middle;
  }
  return runsOf(fits);
}
