import { library } from "../../tsup.base.js";
import { copyData } from "./build/copy-data.js";
import { entries } from "./build/entries.js";

export default library(entries(), { platform: "browser", esbuildPlugins: [copyData()] });
