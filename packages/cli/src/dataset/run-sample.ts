import type { RowFilter } from "@alt2img/dataset/store";
import { interruptible } from "../interruption.js";
import { printable } from "../printable.js";
import { openNamed } from "./open-named.js";
import { type RowFormat, rowsText } from "./row-text.js";

export type SampleFlags = { count: number; seed: number; where?: RowFilter; format: RowFormat };

/** @throws what `openDataset` throws */
export async function runDatasetSample(source: string, { count, seed, where, format }: SampleFlags): Promise<void> {
  const rows = await interruptible(async (signal) => {
    const dataset = await openNamed(source, signal);
    return dataset.sample({ seed, count, filter: where, signal });
  });
  const text = rowsText(rows, format);
  process.stdout.write(format === "text" ? printable(text) : text);
}
