import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/{amplification,association,captions,grid,lists,pictures,representation}/index.ts"]);
