import { library } from "../../tsup.base.js";

export default library({
  index: "src/index.ts",
  node: "src/node.ts",
  worker: "src/worker.ts",
  // Files of their own, so that a bundler leaves out all of them where they aren't called.
  "read-image-info": "src/decode/read-image-info.ts",
  "encode-png": "src/encode/encode-png.ts",
  "encode-lossy": "src/encode/encode-lossy.ts",
});
