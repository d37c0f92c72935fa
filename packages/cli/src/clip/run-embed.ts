import { statSync } from "node:fs";
import { Alt2imgError, type Diagnostic, formatCount, formatNumber, type ImageTextPair } from "@alt2img/core";
import { writeParquet, writeParquetTable } from "@alt2img/dataset/parquet";
import { exitCodes } from "../exit-code.js";
import { checkOutputFile } from "../output-file.js";
import { describeRepeated, eachFileOnce } from "../pairs/each-file-once.js";
import { inferredColumns } from "../pairs/inferred-columns.js";
import { readInputNames } from "../pairs/input-names.js";
import { printable } from "../printable.js";
import { writeOutput } from "../write-output.js";
import { inputKind, readPairs } from "./embed-inputs.js";
import { addedColumns, type EmbedContext, embeddedPairs, tableColumns, tableRows } from "./embed-rows.js";
import type { EmbedFlags } from "./flags.js";
import { localPicture } from "./local-picture.js";
import { runWithClip } from "./run-clip.js";

/** About how many numbers are in a row group: they are held in memory, several times while they are encoded. */
const NUMBERS_PER_ROW_GROUP = 1_000_000;
/** How many pictures that couldn't be read are named. */
const MOST_NAMED = 10;

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the model packages throw */
export async function runEmbed(given: readonly string[], flags: EmbedFlags): Promise<void> {
  const { out, model, batchSize, images, quiet = false } = flags;
  if (!/\.parquet$/i.test(out)) {
    throw new Alt2imgError("cli/usage", `--out ${out} must end in .parquet, since embeddings are written as Parquet.`);
  }
  const repeated: string[] = [];
  const names: string[] = [];
  for await (const name of eachFileOnce(readInputNames(given, process.stdin), (each) => repeated.push(each))) {
    names.push(name);
  }
  const hasPairs = checkInputs(names, images);
  await checkOutputFile(out, names, "embeddings.parquet");

  const failures: { name: string; reason: string }[] = [];
  const counts = { rows: 0, images: 0, texts: 0, bad: 0 };
  await runWithClip(
    flags,
    async (clip, run) => {
      const { packages, signal, print, onProgress } = run;
      const onFailure = (name: string, reason: string): void => void failures.push({ name, reason });
      const context: EmbedContext = { clip, packages, model, batchSize, signal, onFailure };
      const rowGroupSize = Math.max(100, Math.floor(NUMBERS_PER_ROW_GROUP / clip.dimension));
      const counted = async function* <Row extends object>(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
        const total = hasPairs || names.some((name) => inputKind(name) === "texts") ? undefined : names.length;
        for await (const row of rows) {
          counts.rows++;
          if ("image_embedding" in row && row.image_embedding !== undefined) counts.images++;
          if ("text_embedding" in row && row.text_embedding !== undefined) counts.texts++;
          onProgress({ stage: "Embedding", done: counts.rows, ...(total !== undefined && { total }), unit: "records" });
          yield row;
        }
      };
      const bytes = hasPairs
        ? await pairsFile(names, images, context, counted, rowGroupSize, ({ message }) => {
            counts.bad++;
            print(printable(`alt2img: ${message}`));
          })
        : writeParquetTable(counted(tableRows(names, context)), { columns: tableColumns, rowGroupSize, signal });
      await writeOutput(out, bytes, signal);
      if (!quiet) for (const line of summary(flags, counts, clip.dimension, repeated)) print(printable(line));
    },
    { quiet },
  );
  reportAll(failures);
  if (failures.length + counts.bad > 0) process.exitCode = exitCodes.input;
}

/** @returns whether the inputs are files of pairs */
function checkInputs(names: readonly string[], images: string | undefined): boolean {
  const usage = (message: string): Alt2imgError => new Alt2imgError("cli/usage", message);
  const pairs = names.filter((name) => inputKind(name) === "pairs");
  if (pairs.length > 0 && pairs.length < names.length) {
    const other = names.find((name) => inputKind(name) !== "pairs");
    throw usage(`${pairs[0]} has pairs and ${other} doesn't, and their columns differ. Write a file for each.`);
  }
  if (images === undefined) return pairs.length > 0;
  if (pairs.length === 0) {
    throw usage(
      "--images does nothing without a file of pairs (.jsonl, .parquet). Leave it out: pictures are found by their names.",
    );
  }
  if (statSync(images, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw usage(`--images ${images} isn't a folder. Give the folder that has the pictures.`);
  }
  return true;
}

type Counted = <Row extends object>(rows: AsyncIterable<Row>) => AsyncGenerator<Row>;

async function pairsFile(
  names: readonly string[],
  images: string | undefined,
  context: EmbedContext,
  counted: Counted,
  rowGroupSize: number,
  onDiagnostic: (diagnostic: Diagnostic) => void,
): Promise<AsyncIterable<Uint8Array>> {
  const { signal } = context;
  async function* all(): AsyncGenerator<ImageTextPair, void, undefined> {
    for (const name of names) yield* readPairs(name, { signal, onDiagnostic });
  }
  const { columns, pairs } = await inferredColumns(all());
  const added = new Set(addedColumns.map(({ name }) => name));
  // A key that would be written twice is refused when its pair comes.
  const others = columns.filter(({ name }) => !added.has(name));
  const missing = images === undefined ? undefined : `The picture isn't in ${images}.`;
  const rows = counted(embeddedPairs(pairs, ({ imageUrl }) => localPicture(imageUrl, images), context, missing));
  return writeParquet(rows, { columns: [...others, ...addedColumns], rowGroupSize, signal });
}

function summary(
  { out, model }: EmbedFlags,
  { rows, images, texts }: { rows: number; images: number; texts: number },
  dimension: number,
  repeated: readonly string[],
): string[] {
  return [
    `${out}: ${formatCount(rows, "row")}, ${formatCount(images, "picture")} and ${formatCount(texts, "text")} embedded as ${formatNumber(dimension)} numbers each by the model ${model}`,
    describeRepeated(repeated) ?? [],
  ].flat();
}

function reportAll(failures: readonly { name: string; reason: string }[]): void {
  const lines = failures.slice(0, MOST_NAMED).map(({ name, reason }) => `alt2img: ${name}: ${reason}`);
  const more = failures.length - MOST_NAMED;
  if (more > 0) lines.push(`alt2img: and ${formatNumber(more)} more; the column diagnostic has the reason for each.`);
  if (failures.length > 0) lines.push(`${formatCount(failures.length, "picture")} couldn't be read.`);
  for (const line of lines) process.stderr.write(printable(`${line}\n`));
}
