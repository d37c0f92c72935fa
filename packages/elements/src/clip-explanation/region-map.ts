import type { RegionMap } from "@alt2img/clip";

/** A cell of a map, as it is drawn. Rows and columns count from 0. */
export type RegionCell = {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  /** How strong its colour is, from 0 to 1. */
  readonly strength: number;
};

/**
 * The cells of a map, row by row.
 *
 * @param faintest the number that has the full colour if all are smaller: next to nothing must not look like much
 */
export function regionCells({ columns, values }: RegionMap, faintest: number): RegionCell[] {
  const largest = Math.max(...values.map(Math.abs), faintest);
  return values.map((value, i) => ({
    row: Math.floor(i / columns),
    column: i % columns,
    value,
    strength: Math.abs(value) / largest,
  }));
}

/** The cell with the highest number. */
export function strongestCell(cells: readonly RegionCell[]): RegionCell | undefined {
  return cells.toSorted((a, b) => b.value - a.value)[0];
}
