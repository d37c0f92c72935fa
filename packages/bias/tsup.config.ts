import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/{amplification,association,grid,lists,pictures,representation}/index.ts"]);
