import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

const folders = ["../src/drawings/", "../src/sample/"].map((each) => fileURLToPath(new URL(each, import.meta.url)));

/** Puts drawings and pairs next to the scripts, which look for them there: `new URL("./animals.webp", import.meta.url)`. */
export function copyData(): Plugin {
  return {
    name: "copy-data",
    setup({ initialOptions: { outdir }, onEnd }) {
      onEnd(async () => {
        // Before the first build there is no folder yet.
        await mkdir(outdir!, { recursive: true });
        for (const folder of folders) {
          const names = (await readdir(folder)).filter((name) => /\.(?:webp|parquet)$/.test(name));
          await Promise.all(names.map((name) => copyFile(join(folder, name), join(outdir!, name))));
        }
      });
    },
  };
}
