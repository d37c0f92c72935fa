import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/{association,grid,representation,lists}/index.ts"]);
