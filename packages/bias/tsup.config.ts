import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/{amplification,association,grid,representation,lists}/index.ts"]);
