import { library } from "../../tsup.base.js";

export default library([
  "src/index.ts",
  "src/funnel/index.ts",
  "src/language/index.ts",
  "src/parquet/index.ts",
  "src/search/index.ts",
]);
