import { library } from "../../tsup.base.js";

export default library({
  index: "src/index.ts",
  "clean-text": "src/clean/clean-text.ts",
  "serve-thread": "src/pixels/worker/serve-thread.ts",
  "imagenet/index": "src/imagenet/index.ts",
  "verify/index": "src/verify/index.ts",
});
