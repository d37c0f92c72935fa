import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ReadRowsOptions, type RowReader, rowReader } from "../exchange/read-rows.js";
import { type SampleFile, samplesOf } from "../exchange/samples.js";

/**
 * Rows from a folder of pictures with their `.txt` and `.json`, as img2dataset writes with `--output_format files`: in the
 * order of their names, folder after folder. It doesn't follow links.
 */
export function readImageFolder(folder: string, options: ReadRowsOptions = {}): RowReader {
  const { filename = folder, pictures = false, signal } = options;
  return rowReader("files", samplesOf(filesIn(folder, "", signal), { pictures, signal }), { ...options, filename });
}

async function* filesIn(
  folder: string,
  inside: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SampleFile, void, undefined> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    signal?.throwIfAborted();
    const name = inside === "" ? entry.name : `${inside}/${entry.name}`;
    const path = join(folder, name);
    if (entry.isDirectory()) yield* filesIn(folder, name, signal);
    // The lists and statistics of the folders belong to no sample.
    else if (entry.isFile() && !/(_stats\.json|\.parquet)$/.test(name)) {
      const { size } = await stat(path);
      yield { name, byteLength: size, read: () => readFile(path) };
    }
  }
}
