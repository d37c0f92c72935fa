import { library } from "../../tsup.base.js";

export default library({ index: "src/index.ts", "text-to-image/index": "src/text-to-image/index.ts" });
