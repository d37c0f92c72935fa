import { library } from "../../tsup.base.js";

export default library({
  index: "src/index.ts",
  "fetch/index": "src/fetch/index.ts",
  "fetch/picture-thread": "src/fetch/pictures/picture-thread.ts",
  "funnel/index": "src/funnel/index.ts",
  "language/index": "src/language/index.ts",
  "parquet/index": "src/parquet/index.ts",
  "map/index": "src/map/index.ts",
  "map-worker-url": "src/map-worker-url.ts",
  "search/index": "src/search/index.ts",
  "store/index": "src/store/index.ts",
  "store/node": "src/store/node.ts",
  "trained-on/index": "src/trained-on/index.ts",
});
