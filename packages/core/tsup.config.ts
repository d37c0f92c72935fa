import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/node.ts", "src/random.ts", "src/terms.ts", "src/url.ts", "src/worker.ts"]);
