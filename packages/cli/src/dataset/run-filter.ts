import { once } from "node:events";
import { PassThrough } from "node:stream";
import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { writeJsonl } from "@alt2img/dataset";
import { type FunnelStream, funnel, type RejectedPair } from "@alt2img/dataset/funnel";
import { writeParquet } from "@alt2img/dataset/parquet";
import { exitCodes } from "../exit-code.js";
import { interruptible } from "../interruption.js";
import { outputError } from "../output-error.js";
import { checkOutputFile } from "../output-file.js";
import { fileFormat, gzipSteps } from "../pairs/file-format.js";
import { inferredColumns } from "../pairs/inferred-columns.js";
import type { PairsFormat } from "../pairs/messages.js";
import { writeTo } from "../pairs/write-to.js";
import { printable } from "../printable.js";
import { createReportProgress } from "../report/report-progress.js";
import { writeOutput } from "../write-output.js";
import { type FunnelFlags, funnelRules } from "./funnel-rules.js";
import { countLines } from "./funnel-text.js";
import { checkPairInputs, pairsOf } from "./pair-inputs.js";

export type FilterFlags = FunnelFlags & {
  out: string;
  format?: PairsFormat;
  rejected?: string;
  quiet?: true;
};

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the rules throw for their values */
export async function runFilter(names: readonly string[], flags: FilterFlags): Promise<void> {
  const { out, rejected, quiet = false } = flags;
  const { format, gzip } = fileFormat(out, flags.format);
  checkPairInputs(names);
  await checkOutputs(names, flags, format);
  const print = (line: string): void => void process.stderr.write(printable(`alt2img: ${line}\n`));
  const rules = await funnelRules(flags, print);
  const progress = createReportProgress(process.stderr, { quiet: quiet || !process.stderr.isTTY });
  let bad = 0;
  const onDiagnostic = ({ message }: { message: string }): void => {
    bad++;
    progress.stop();
    print(message);
  };

  const work = async (signal: AbortSignal): Promise<FunnelStream> => {
    const losses = rejected === undefined ? undefined : rejectedFile(rejected, signal);
    const kept = funnel(pairsOf(names, { signal, onDiagnostic }), rules, { signal, onRejected: losses?.write });
    const counted = async function* (): AsyncGenerator<ImageTextPair> {
      for await (const pair of kept) {
        yield pair;
        progress.onProgress({ stage: "Filtering", done: kept.counts.read, unit: "pairs" });
      }
    };
    const bytes = format === "parquet" ? parquetOf(counted(), signal) : writeJsonl(counted(), { signal });
    try {
      if (out === "-") await writeStdout(bytes);
      else await writeOutput(out, gzip ? gzipped(bytes) : bytes, signal);
      await losses?.end();
    } catch (error) {
      await losses?.abandon(error);
      throw error;
    }
    return kept;
  };
  const kept = await interruptible(work, progress.stop);
  progress.stop();
  if (!quiet) for (const line of countLines(kept.report())) process.stderr.write(printable(`${line}\n`));
  if (bad > 0) process.exitCode = exitCodes.input;
}

async function checkOutputs(
  names: readonly string[],
  { out, rejected }: FilterFlags,
  format: PairsFormat,
): Promise<void> {
  const inputs = names.filter((name) => name !== "-");
  if (out !== "-") await checkOutputFile(out, inputs, `kept.${format}`);
  else if (format === "parquet" && process.stdout.isTTY) {
    throw new Alt2imgError("cli/usage", "Parquet is binary and would garble the terminal. Add --out FILE.");
  }
  if (rejected === undefined) return;
  if (rejected === out)
    throw new Alt2imgError("cli/usage", `--rejected and --out are both ${out}. Change one of them.`);
  if (fileFormat(rejected, undefined).format !== "jsonl") {
    throw new Alt2imgError(
      "cli/usage",
      `--rejected ${rejected} must end in .jsonl: it has a pair and a reason on each line.`,
    );
  }
  await checkOutputFile(rejected, inputs, "rejected.jsonl");
}

async function* parquetOf(pairs: AsyncGenerator<ImageTextPair>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { columns, pairs: all } = await inferredColumns(pairs);
  yield* writeParquet(all, { columns, signal });
}

async function writeStdout(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) {
    try {
      await writeTo(process.stdout, chunk);
    } catch (error) {
      throw outputError("standard output", error);
    }
  }
}

function gzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const [gzip, nameNoSystem] = gzipSteps();
  const feed = async (): Promise<void> => {
    for await (const chunk of bytes) await writeTo(gzip, chunk);
    gzip.end();
  };
  gzip.on("error", (error) => nameNoSystem.destroy(error));
  feed().catch((error: unknown) => gzip.destroy(error as Error));
  return gzip.pipe(nameNoSystem);
}

type RejectedFile = {
  write(rejected: RejectedPair): Promise<void>;
  end(): Promise<void>;
  abandon(error: unknown): Promise<void>;
};

/** A line for each rejected pair. The file appears when it is complete. */
function rejectedFile(path: string, signal: AbortSignal): RejectedFile {
  const lines = new PassThrough();
  const written = writeOutput(path, fileFormat(path, undefined).gzip ? gzipped(lines) : lines, signal);
  // It is awaited at the end: until then, its failure must not count as unhandled.
  written.catch((error: unknown) => lines.destroy(error as Error));
  return {
    async write(rejected) {
      if (lines.destroyed) return written;
      if (!lines.write(`${JSON.stringify(rejected)}\n`)) await Promise.race([once(lines, "drain"), written]);
    },
    async end() {
      lines.end();
      await written;
    },
    async abandon(error) {
      lines.destroy(error as Error);
      await written.catch(() => {});
    },
  };
}
