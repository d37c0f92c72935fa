import { library } from "../../tsup.base.js";

export default library([
  "src/index.ts",
  "src/{amplification,association,attribution,captions,grid,lists,pictures,representation}/index.ts",
]);
