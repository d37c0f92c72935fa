export type { BiasErrorCode } from "./bias-error.js";
export { type Adjustment, adjustPValues } from "./statistics/adjust-p-values.js";
