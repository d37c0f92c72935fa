import { library } from "../../tsup.base.js";
import { copyDrawings } from "./build/copy-drawings.js";
import { entries } from "./build/entries.js";

export default library(entries(), { platform: "browser", esbuildPlugins: [copyDrawings()] });
