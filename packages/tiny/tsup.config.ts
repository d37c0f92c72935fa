import { readFileSync } from "node:fs";
import { library } from "../../tsup.base.js";

type Manifest = { exports: Record<string, string | { "@alt2img/source": string }> };
const manifest: Manifest = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

// One entry for each export, so that a model that is added is added in one place.
const sources = Object.values(manifest.exports).flatMap((target) =>
  typeof target === "string" ? [] : [target["@alt2img/source"]],
);

export default library(sources);
