import { library } from "../../tsup.base.js";

export default library(["src/index.ts", "src/princeton.ts", "src/imagenet.ts", "src/node.ts"]);
