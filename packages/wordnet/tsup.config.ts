import { library } from "../../tsup.base.js";

export default library([
  "src/index.ts",
  "src/princeton.ts",
  "src/compile.ts",
  "src/node.ts",
  "src/{taxonomy,relations,similarity,senses,forms,concepts,imagenet,entry,lexicons,terms}/index.ts",
]);
