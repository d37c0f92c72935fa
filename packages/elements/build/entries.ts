import { readdirSync, readFileSync } from "node:fs";
import { basename, sep } from "node:path";

type Manifest = { exports: Record<string, string | { "@alt2img/source": string; default: string }> };

/** What `dist` and `dist/cdn` get: a file for each export and one for each worker, side by side: an element finds its worker next to itself. */
export function entries(): Record<string, string> {
  const manifest: Manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const exported = Object.values(manifest.exports).flatMap((target) =>
    typeof target === "string" ? [] : [[basename(target.default, ".js"), target["@alt2img/source"]] as const],
  );
  const workers = readdirSync(new URL("../src", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("-worker.ts") && !path.startsWith("worker"))
    .map((path) => [basename(path, ".ts"), `src/${path.split(sep).join("/")}`] as const);
  return Object.fromEntries([...exported, ...workers]);
}
