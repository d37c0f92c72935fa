import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Alt2imgError, formatCount, formatNumber } from "@alt2img/core";
import { writeWhole } from "@alt2img/core/node";
import { outputError } from "../output-error.js";
import { checkOutputFile } from "../output-file.js";
import { makeFolderFor } from "../write-output.js";
import { gzipSteps } from "./file-format.js";
import { mergedParts } from "./merged-parts.js";
import type { PairsOutput } from "./output.js";
import { openPartFiles, type PartsManifest } from "./part-files.js";

export type FileOutputOptions = { path: string; gzip: boolean; resume: boolean; manifest: PartsManifest };

/**
 * Writes pairs to a file via part files next to it (`PATH.parts/`), one for each input. The parts become the file when
 * all of them are there, so the file is always complete, and after an interruption you can continue with the parts. Missing
 * folders are made.
 */
export async function createFileOutput({ path, gzip, resume, manifest }: FileOutputOptions): Promise<PairsOutput> {
  await checkOutputFile(path, manifest.inputs, `pairs.${manifest.format}`);
  const made = await makeFolderFor(path);
  const parts = await openPartFiles(`${path}.parts`, manifest, resume);
  const orOutputError = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw outputError(path, error instanceof Alt2imgError && error.code === "core/write" ? error.cause : error);
    }
  };
  return {
    finished: (task, onDamaged) => parts.report(task, onDamaged),
    bytes: (task, bytes) => orOutputError(parts.append(task, bytes)),
    done: (task, report) => orOutputError(parts.complete(task, report)),
    finish: async (failures, signal) => {
      const bytes = manifest.format === "parquet" ? mergedParts(parts.paths(), signal) : concatenated(parts.paths());
      // It is flushed to the disk before the parts are deleted, so that a power cut leaves one or the other.
      const write = (source: AsyncIterable<Uint8Array>): Promise<void> => writeWhole(path, source, { signal });
      await orOutputError(gzip ? pipeline(Readable.from(bytes), ...gzipSteps(), write, { signal }) : write(bytes));
      if (failures === 0) {
        await parts.remove();
        return undefined;
      }
      await parts.markAssembled();
      return `Kept ${parts.folder}. To try only the failed files again, run the same command with --resume.`;
    },
    abandon: async () => {
      const whole = await parts.prune();
      if (whole === 0) {
        await parts.remove();
        await made.removeIfEmpty();
        return undefined;
      }
      const files = manifest.inputs.length;
      return `Kept ${formatNumber(whole)} of ${formatCount(files, "file")} in ${parts.folder}. To continue, run the same command with --resume.`;
    },
  };
}

async function* concatenated(paths: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const path of paths) yield* createReadStream(path);
}
