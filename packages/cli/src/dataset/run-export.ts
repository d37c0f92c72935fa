import { extname } from "node:path";
import { Alt2imgError, formatCount, type ImageTextPair } from "@alt2img/core";
import { writeJsonl } from "@alt2img/dataset";
import { writeParquetTable } from "@alt2img/dataset/parquet";
import {
  type Dataset,
  type DatasetRow,
  namedRow,
  pairOfRow,
  type RowFilter,
  type RowsOptions,
} from "@alt2img/dataset/store";
import { csv } from "../clip/csv.js";
import { exitCodes } from "../exit-code.js";
import { interruptible } from "../interruption.js";
import { checkOutputFile } from "../output-file.js";
import { printable } from "../printable.js";
import { createReportProgress } from "../report/report-progress.js";
import { writeOutput } from "../write-output.js";
import { openNamed } from "./open-named.js";
import { rowsText } from "./row-text.js";
import { rowsWithoutPage } from "./rows-without-page.js";

export type ExportFlags = { out: string; where?: RowFilter; quiet?: true };

type Written = {
  readonly dataset: Dataset;
  readonly filter: RowFilter | undefined;
  readonly signal: AbortSignal;
  /** Told about each row that isn't a pair, and so isn't written. */
  onProblem(message: string): void;
};

/** How each kind of file is written. */
const writers: Readonly<Record<string, (written: Written) => AsyncIterable<Uint8Array>>> = {
  ".jsonl": (written) => writeJsonl(pairsOf(written), { signal: written.signal }),
  ".csv": csvOf,
  ".parquet": ({ dataset, filter, signal }) => {
    const columns = dataset.columns.map(({ name }) => name);
    return writeParquetTable(rowsOf(dataset, { filter, columns, signal }), { columns: [...dataset.columns], signal });
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
  let problems = 0;
  let first: string | undefined;
  const onProblem = (message: string): void => {
    problems++;
    first ??= message;
  };
  await interruptible(async (signal) => {
    const dataset = await openNamed(source, signal);
    await writeOutput(out, writer({ dataset, filter: where, signal, onProblem }), signal);
  }, progress.stop);
  progress.stop();
  if (first === undefined) return;
  const more = problems === 1 ? "" : ` The same happened to ${formatCount(problems - 1, "more row")}.`;
  process.stderr.write(printable(`alt2img: ${first}${more}\n`));
  process.exitCode = exitCodes.input;
}

async function* rowsOf(dataset: Dataset, options: RowsOptions): AsyncGenerator<DatasetRow, void, undefined> {
  for await (const { row } of dataset.rows(options)) yield row as DatasetRow;
}

async function* pairsOf(written: Written): AsyncGenerator<ImageTextPair, void, undefined> {
  const { dataset, filter, signal } = written;
  const { name: source, manifest } = dataset;
  for await (const { index, row } of dataset.rows({ filter, signal })) {
    // Files of other programs have names of their own.
    const named = manifest === undefined ? namedRow(row) : { row: row as DatasetRow };
    if ("row" in named) yield pairOfRow(named.row, rowsWithoutPage);
    else written.onProblem(`${source}, row ${index + 1}: ${named.problem}; skipped the row.`);
  }
}

async function* csvOf({ dataset, filter, signal }: Written): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const columns = dataset.columns.filter(({ type }) => !/list|bytes/.test(type)).map(({ name }) => name);
  let header = true;
  for await (const { index, row } of dataset.rows({ filter, columns, signal })) {
    const whole = Object.fromEntries(columns.map((name) => [name, row[name]]));
    const lines = rowsText([{ index, row: whole }], "csv");
    yield encoder.encode(header ? lines : lines.slice(lines.indexOf("\r\n") + 2));
    header = false;
  }
  if (header) yield encoder.encode(csv(["index", "score", ...columns], []));
}
