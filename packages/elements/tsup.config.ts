import { library } from "../../tsup.base.js";
import { entries } from "./build/entries.js";

export default library(entries(), { platform: "browser" });
