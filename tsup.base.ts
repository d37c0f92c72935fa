import { defineConfig, type Options } from "tsup";

/**
 * How every package is built: ESM with source maps. `tsc` writes the declarations (with maps to the sources),
 * because tsup's own bundled ones have none.
 */
export function library(entry: NonNullable<Options["entry"]>, options: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: "esm",
    target: "es2023",
    platform: "neutral",
    splitting: true,
    sourcemap: true,
    clean: true,
    treeshake: true,
    // The sources that the maps name are in the package.
    esbuildOptions: (esbuild) => {
      esbuild.sourcesContent = false;
    },
    onSuccess: "tsc -p tsconfig.json --emitDeclarationOnly",
    ...options,
  });
}
