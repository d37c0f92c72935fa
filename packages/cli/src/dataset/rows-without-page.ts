import type { PairOfRowOptions } from "@alt2img/dataset/store";

/** What pairs are made with of rows that don't say where their text was: LAION's come from `alt`, and their pages aren't known. */
export const rowsWithoutPage: PairOfRowOptions = { source: "alt", pageUrl: "about:blank" };
