/**
 * Grids of pictures: professions × adjectives × models × settings × seeds, drawn here or elsewhere.
 * @module grid
 */

export { type BiasGrid, type BiasGridOptions, biasGrid, type DrawImage, type GridImage } from "./bias-grid.js";
export { type GridCell, type GridPlan, type GridSetting, gridCells } from "./grid-plan.js";
export {
  checkColumnNames,
  type GridRow,
  gridCellOfRow,
  gridImageOfRow,
  rowOfGridImage,
  type StoredGridImage,
} from "./grid-rows.js";
export { fillPrompt, type GridPrompt } from "./prompt.js";
