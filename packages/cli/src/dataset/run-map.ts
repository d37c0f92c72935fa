import { extname } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { mapEmbeddings } from "@alt2img/dataset/map";
import { csv } from "../clip/csv.js";
import { interruptible } from "../interruption.js";
import { checkOutputFile } from "../output-file.js";
import { createReportProgress } from "../report/report-progress.js";
import { writeOutput } from "../write-output.js";
import { readEmbeddings } from "./embedding-shards.js";
import { openNamed } from "./open-named.js";

export type MapFlags = { out: string; column: string; neighbours: number; seed: number; quiet?: true };

/** @throws Alt2imgError `cli/usage`, `cli/output`; what `openDataset` and `mapEmbeddings` throw */
export async function runDatasetMap(source: string, flags: MapFlags): Promise<void> {
  const { out, column, neighbours, seed, quiet = false } = flags;
  const ending = extname(out).toLowerCase();
  if (ending !== ".csv" && ending !== ".json") {
    throw new Alt2imgError("cli/usage", `--out ${out} must end in .csv or .json.`);
  }
  await checkOutputFile(out, [], `map${ending}`);
  const progress = createReportProgress(process.stderr, { quiet: quiet || !process.stderr.isTTY });
  await interruptible(async (signal) => {
    const dataset = await openNamed(source, signal);
    const { shards, missing } = await readEmbeddings(dataset, column, signal);
    const dimension = shards[0]?.embeddings.dimension ?? 0;
    const numbers: number[] = [];
    const parts: Float32Array[] = [];
    for (const { name, embeddings } of shards) {
      for (let row = 0; row < embeddings.rows; row++) {
        const index = Number(name) + row;
        if (missing.has(index)) continue;
        numbers.push(index);
        parts.push((embeddings.data as Float32Array).subarray(row * dimension, (row + 1) * dimension));
      }
    }
    if (numbers.length <= neighbours) {
      throw new Alt2imgError(
        "cli/usage",
        `${dataset.name} has ${numbers.length} embeddings in ${column}; a map needs more than --neighbours, which is ${neighbours}.`,
      );
    }
    const data = new Float32Array(numbers.length * dimension);
    for (const [i, part] of parts.entries()) data.set(part, i * dimension);
    const { onProgress } = progress;
    const matrix = { rows: numbers.length, dimension, data };
    const places = await mapEmbeddings(matrix, { neighbours, seed, signal, onProgress });
    const rows: [number, number, number][] = numbers.map((index, i) => [index, places[2 * i]!, places[2 * i + 1]!]);
    const text =
      ending === ".csv"
        ? csv(["index", "x", "y"], rows)
        : `${JSON.stringify(rows.map(([index, x, y]) => ({ index, x, y })))}\n`;
    await writeOutput(out, text, signal);
  }, progress.stop);
  progress.stop();
}
