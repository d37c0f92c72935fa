import { basename, extname } from "node:path";
import { Transform } from "node:stream";
import { createGzip } from "node:zlib";
import { Alt2imgError } from "@alt2img/core";
import type { PairsFormat } from "./messages.js";

/** The format of a file of pairs. */
export type FileFormat = { format: PairsFormat; gzip: boolean };

/** Endings of compressed files; only the first of them can be written. */
const COMPRESSED = [".gz", ".bgz", ".zst", ".bz2", ".xz", ".br", ".lz4", ".lzma", ".zip", ".7z"];

/** The formats that file names stand for. */
const FORMATS: Readonly<Record<string, PairsFormat>> = { ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet" };

/** An ending that says what a file is, unlike the end of a name such as `pairs.2024-05`. */
const ENDING = /\.[a-z][a-z\d]{0,7}$/;

/**
 * The format that an output's name and `--format` ask for: Parquet for `.parquet`; JSON Lines for `.jsonl`, `.ndjson` or no
 * ending; compressed with another `.gz` at the end. With any other ending, `--format` is required.
 *
 * @throws Alt2imgError `cli/usage` for a name that doesn't fit the format
 */
export function fileFormat(path: string, asked: PairsFormat | undefined): FileFormat {
  const ending = extname(path).toLowerCase();
  const isCompressed = COMPRESSED.includes(ending);
  const inner = isCompressed ? path.slice(0, -ending.length) : path;
  const innerEnding = ENDING.exec(basename(inner).toLowerCase())?.[0] ?? "";
  const promised = FORMATS[innerEnding];
  const format = asked ?? promised ?? "jsonl";
  if (isCompressed && format === "parquet") {
    throw usage(
      `--out ${path} would be Parquet inside ${ending}. Parquet compresses its columns itself: give a name that ends in .parquet.`,
    );
  }
  if (isCompressed && ending !== ".gz") {
    throw usage(
      `--out ${path} ends in ${ending}, but alt2img only compresses to .gz. Choose a name that ends in .gz, or pipe standard output.`,
    );
  }
  if (promised !== undefined && promised !== format) {
    throw usage(`--out ${path} ends in ${innerEnding}, but --format is ${format}. Change one of them.`);
  }
  if (asked === undefined && promised === undefined && innerEnding !== "") {
    throw usage(
      `alt2img writes JSON Lines (.jsonl, .jsonl.gz) and Parquet (.parquet), not ${innerEnding}. Choose a name with one of these endings, or set the format of ${path} with --format.`,
    );
  }
  return { format, gzip: isCompressed };
}

function usage(message: string): Alt2imgError {
  return new Alt2imgError("cli/usage", message);
}

/** Where gzip has the operating system, and the value for “unknown”: https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** Compresses to the same bytes on every system: the gzip header contains neither the time nor the system. */
export function gzipSteps(): [Transform, Transform] {
  let at = 0;
  const nameNoSystem = new Transform({
    transform(chunk: Buffer, _, done) {
      const place = OS_BYTE - at;
      if (place >= 0 && place < chunk.length) chunk[place] = UNKNOWN_OS;
      at += chunk.length;
      done(null, chunk);
    },
  });
  return [createGzip(), nameNoSystem];
}
