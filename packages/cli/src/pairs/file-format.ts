import { extname } from "node:path";
import { Transform } from "node:stream";
import { createGzip } from "node:zlib";
import { Alt2imgError } from "@alt2img/core";
import type { PairsFormat } from "./messages.js";

/** How pairs lie in a file. */
export type FileFormat = { format: PairsFormat; gzip: boolean };

/** Endings of compressed files, of which only the first is written. */
const COMPRESSED = [".gz", ".bgz", ".zst", ".bz2", ".xz", ".br", ".lz4", ".lzma", ".zip", ".7z"];

/**
 * What the name of an output asks for, as `--format` allows it: `.parquet`, or JSON Lines under any other name, with
 * `.gz` behind it compressed.
 *
 * @throws Alt2imgError `cli/usage` for a name that promises what the file would not be
 */
export function fileFormat(path: string, asked: PairsFormat | undefined): FileFormat {
  const ending = extname(path).toLowerCase();
  const isCompressed = COMPRESSED.includes(ending);
  const inner = isCompressed ? path.slice(0, -ending.length) : path;
  const format = asked ?? (/\.parquet$/i.test(inner) ? "parquet" : "jsonl");
  if (isCompressed && format === "parquet") {
    throw new Alt2imgError(
      "cli/usage",
      `--out ${path} would be Parquet inside ${ending}. Parquet compresses its own columns: give a name that ends in .parquet.`,
    );
  }
  if (isCompressed && ending !== ".gz") {
    throw new Alt2imgError(
      "cli/usage",
      `--out ${path} ends in ${ending}; what alt2img compresses can only be .gz. Give such a name, or pipe standard output.`,
    );
  }
  return { format, gzip: isCompressed };
}

/** Where gzip names the operating system, and what says “unknown”: https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const OS_BYTE = 9;
const UNKNOWN_OS = 255;

/** Compresses so that the same bytes come out on every system: gzip's header names neither time nor system. */
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
