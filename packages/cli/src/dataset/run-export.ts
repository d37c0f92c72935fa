import { extname } from "node:path";
import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { writeJsonl } from "@alt2img/dataset";
import { writeParquetTable } from "@alt2img/dataset/parquet";
import { type Dataset, type DatasetRow, pairOfRow, type RowFilter } from "@alt2img/dataset/store";
import { interruptible } from "../interruption.js";
import { checkOutputFile } from "../output-file.js";
import { createReportProgress } from "../report/report-progress.js";
import { writeOutput } from "../write-output.js";
import { openNamed } from "./open-named.js";
import { rowsText } from "./row-text.js";

export type ExportFlags = { out: string; where?: RowFilter; quiet?: true };

type Written = { readonly dataset: Dataset; readonly filter: RowFilter | undefined; readonly signal: AbortSignal };

/** How each kind of file is written. */
const writers: Readonly<Record<string, (written: Written) => AsyncIterable<Uint8Array>>> = {
  ".jsonl": (written) => writeJsonl(pairsOf(written), { signal: written.signal }),
  ".csv": csvOf,
  ".parquet": ({ dataset, filter, signal }) => {
    const columns = dataset.columns.map(({ name }) => name);
    const rows = rowsOf({ dataset, filter, signal }, columns);
    return writeParquetTable(rows, { columns: [...dataset.columns], signal });
  },
};

/** @throws Alt2imgError `cli/usage`, `cli/output`; what `openDataset` throws */
export async function runDatasetExport(source: string, flags: ExportFlags): Promise<void> {
  const { out, where, quiet = false } = flags;
  const writer = writers[extname(out).toLowerCase()];
  if (writer === undefined) {
    throw new Alt2imgError("cli/usage", `--out ${out} must end in one of ${Object.keys(writers).join(", ")}.`);
  }
  await checkOutputFile(out, [], `dataset${extname(out)}`);
  const progress = createReportProgress(process.stderr, { quiet: quiet || !process.stderr.isTTY });
  await interruptible(async (signal) => {
    const dataset = await openNamed(source, signal);
    await writeOutput(out, writer({ dataset, filter: where, signal }), signal);
  }, progress.stop);
  progress.stop();
}

async function* rowsOf(
  { dataset, filter, signal }: Written,
  columns?: readonly string[],
): AsyncGenerator<DatasetRow, void, undefined> {
  for await (const { row } of dataset.rows({ filter, columns, signal })) yield row as DatasetRow;
}

async function* pairsOf(written: Written): AsyncGenerator<ImageTextPair, void, undefined> {
  for await (const row of rowsOf(written)) yield pairOfRow(row, { source: "alt", pageUrl: "" });
}

async function* csvOf({ dataset, filter, signal }: Written): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const columns = dataset.columns.filter(({ type }) => !/list|bytes/.test(type)).map(({ name }) => name);
  let isFirst = true;
  for await (const { index, row } of dataset.rows({ filter, columns, signal })) {
    const whole = Object.fromEntries(columns.map((name) => [name, row[name]]));
    const lines = rowsText([{ index, row: whole }], "csv");
    yield encoder.encode(isFirst ? lines : lines.slice(lines.indexOf("\r\n") + 2));
    isFirst = false;
  }
}
