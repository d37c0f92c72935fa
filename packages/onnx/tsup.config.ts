import { library } from "../../tsup.base.js";

export default library({
  index: "src/index.ts",
  node: "src/node.ts",
  // A file of its own, so that a bundler leaves out all of it where it isn't called.
  "open-model-folder": "src/folder/open-model-folder.ts",
});
