export { exitCodeOf, exitCodes } from "./exit-code.js";
export { createProgram } from "./program.js";
