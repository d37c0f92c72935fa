import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

const drawings = fileURLToPath(new URL("../src/drawings/", import.meta.url));

/** Puts the drawings next to the scripts, which look for them there: `new URL("./animals.webp", import.meta.url)`. */
export function copyDrawings(): Plugin {
  return {
    name: "copy-drawings",
    setup({ initialOptions: { outdir }, onEnd }) {
      onEnd(async () => {
        const sheets = (await readdir(drawings)).filter((name) => name.endsWith(".webp"));
        // Before the first build there is no folder yet.
        await mkdir(outdir!, { recursive: true });
        await Promise.all(sheets.map((name) => copyFile(join(drawings, name), join(outdir!, name))));
      });
    },
  };
}
