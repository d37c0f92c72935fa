import type { ScoreTable } from "./score-table.js";

/**
 * How strong a cell's colour is: 0 for none, up to 1 for the highest score of the table. A score of 0 or less has none.
 */
export function strength(value: number, values: ScoreTable["values"]): number {
  const highest = Math.max(0, ...values.flat().filter((each) => each !== undefined));
  return highest === 0 ? 0 : Math.max(0, value) / highest;
}
