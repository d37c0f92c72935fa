import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export { type Fault, type FileServer, serveFiles } from "./file-server.js";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * The folder of real third-party data next to the repository (`ALT2IMG_DATA` overrides it), or `undefined` if it
 * is absent: it is not part of the project. Tests over it are declared with `describe.skipIf(!sharedData("crawl"))`,
 * and the end of the run says how many were skipped.
 */
export function sharedData(path: string): string | undefined {
  const root = process.env["ALT2IMG_DATA"] ?? resolve(repository, "../shared/data");
  const full = resolve(root, path);
  return existsSync(full) ? full : undefined;
}

/**
 * How many inputs a fuzz test tries: few in an ordinary run, as many as `npm run fuzz` says in the long one. The
 * seed is fixed, so that a failure comes again; `ALT2IMG_FUZZ_SEED` changes it.
 */
export function fuzzParameters(ordinaryRuns: number): { numRuns: number; seed: number } {
  return {
    numRuns: Number(process.env["ALT2IMG_FUZZ_RUNS"] ?? ordinaryRuns),
    seed: Number(process.env["ALT2IMG_FUZZ_SEED"] ?? 20261122),
  };
}
