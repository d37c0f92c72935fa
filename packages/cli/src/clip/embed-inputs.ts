import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { Alt2imgError, type ImageTextPair, type OnDiagnostic, type RandomAccessBytes } from "@alt2img/core";
import { openFile } from "@alt2img/core/node";
import { readJsonl } from "@alt2img/dataset";
import { readParquet } from "@alt2img/dataset/parquet";
import { pairOfRow, type ReadRowsOptions, readRows } from "@alt2img/dataset/store";
import { rowsWithoutPage } from "../dataset/rows-without-page.js";
import { reasonOfUnreadable } from "../system-error.js";

/** What an input of `embed` is, by its name. */
export type InputKind = "pairs" | "texts" | "picture";

export function inputKind(name: string): InputKind {
  if (/\.(?:jsonl|ndjson|parquet)(?:\.gz)?$/i.test(name)) return "pairs";
  return /\.txt$/i.test(name) ? "texts" : "picture";
}

/** A line of a text file that isn't blank, with its number, from 1. */
export type TextLine = { readonly line: number; readonly text: string };

/** @throws Alt2imgError `cli/input` */
export async function* readTextLines(name: string): AsyncGenerator<TextLine, void, undefined> {
  const stream = createReadStream(name);
  let line = 0;
  try {
    // The error of the stream ends the loop only if it is passed on.
    const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    stream.on("error", () => lines.close());
    for await (const text of lines) {
      line++;
      if (text.trim() !== "") yield { line, text: line === 1 ? text.replace(/^\ufeff/, "") : text };
    }
    if (stream.errored !== null) throw stream.errored;
  } catch (error) {
    throw cannotRead(name, error);
  } finally {
    stream.destroy();
  }
}

/** @throws Alt2imgError `cli/input` for a file that can't be read; what `readParquet` throws */
export async function* readPairs(
  name: string,
  { signal, onDiagnostic }: { signal: AbortSignal; onDiagnostic: OnDiagnostic },
): AsyncGenerator<ImageTextPair, void, undefined> {
  const options = { filename: name, signal, onDiagnostic };
  try {
    if (/\.parquet$/i.test(name)) {
      await using file = await openFile(name);
      return yield* parquetPairs(file, options);
    }
    const stream = createReadStream(name);
    if (!/\.gz$/i.test(name)) return yield* readJsonl(stream, options);
    const gunzip = createGunzip();
    stream.on("error", (error) => gunzip.destroy(error));
    yield* readJsonl(stream.pipe(gunzip), options);
  } catch (error) {
    signal.throwIfAborted();
    throw cannotRead(name, error);
  }
}

/** The pairs of alt2img's own files, or of LAION's metadata and the like. */
async function* parquetPairs(
  file: RandomAccessBytes,
  options: ReadRowsOptions & { filename: string },
): AsyncGenerator<ImageTextPair, void, undefined> {
  try {
    yield* readParquet(file, options);
  } catch (error) {
    // It says so before the first pair.
    if (!(error instanceof Alt2imgError && error.code === "dataset/parquet-columns")) throw error;
    for await (const row of await readRows(file, options)) yield pairOfRow(row, rowsWithoutPage);
  }
}

function cannotRead(name: string, error: unknown): unknown {
  const cause = error instanceof Alt2imgError && error.code === "core/unreachable" ? error.cause : error;
  const isOfFile = cause instanceof Error && "code" in cause && !(cause instanceof Alt2imgError);
  if (!isOfFile) return error;
  return new Alt2imgError("cli/input", `Cannot read ${name}: ${reasonOfUnreadable(name, cause)}`, { cause });
}
