import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Alt2imgError, countDiagnostic, type Diagnostic, type ImageTextPair, type OnProgress } from "@alt2img/core";
import { reasonOf } from "../system-error.js";
import type { Chapter } from "./chapter.js";
import { createEvenSample } from "./even-sample.js";
import { openInput } from "./open-input.js";
import { readPages } from "./read-pages.js";
import type { FileReading, PageReading, Reading, ReadingCounts } from "./reading.js";

/** Of files that cannot be read, named in one message. */
const MAX_REASONS = 5;

export type ReadCrawlOptions = {
  chapters: readonly Chapter[];
  /** The most pages to keep. */
  maxPages: number;
  /** The address of HTML files; without it, that of the file itself. */
  base?: string | undefined;
  signal?: AbortSignal | undefined;
  /** In bytes of all files as stored. */
  onProgress?: OnProgress | undefined;
};

export function emptyReading(maxPages: number): Reading {
  return { files: [], counts: emptyCounts(), pages: createEvenSample(maxPages), diagnostics: {}, examples: [] };
}

/**
 * Reads the files once, one after the other: yields their pairs, shows every page to the chapters, and notes in `reading`
 * what it met. A file that cannot be read is noted, and the next one is read.
 *
 * @throws Alt2imgError `cli/input` when none of the files could be read
 */
export async function* readCrawl(
  filenames: readonly string[],
  reading: Reading,
  { chapters, base, signal, onProgress }: ReadCrawlOptions,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const onDiagnostic = (diagnostic: Diagnostic): void => {
    if (!Object.hasOwn(reading.diagnostics, diagnostic.code)) reading.examples.push(diagnostic);
    countDiagnostic(reading.diagnostics, diagnostic);
  };
  const sizes = await Promise.all(
    filenames.map((name) =>
      stat(name).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  for (const [i, filename] of filenames.entries()) {
    signal?.throwIfAborted();
    const file: FileReading = { filename, bytes: sizes[i]!, counts: emptyCounts() };
    reading.files.push(file);
    try {
      const { format, bytes } = await openInput(filename);
      file.format = format;
      const pages = readPages(bytes, format, {
        filename,
        base: base ?? pathToFileURL(resolve(filename)).href,
        signal,
        onDiagnostic,
        onProgress:
          onProgress && (({ done }) => onProgress({ stage: "read", done: before + done, total, unit: "bytes" })),
      });
      for await (const page of pages) {
        for (const chapter of chapters) chapter.meet?.(page);
        count(file.counts, page);
        count(reading.counts, page);
        reading.pages.add(page);
        yield* page.pairs;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!isFailureOfFile(error)) throw error;
      file.failure = reasonOf(error);
    }
    before += file.bytes;
    onProgress?.({ stage: "read", done: before, total, unit: "bytes" });
  }
  const { files, counts } = reading;
  if (counts.pages === 0 && files.length > 0 && files.every(({ failure }) => failure !== undefined)) {
    const reasons = files.slice(0, MAX_REASONS).map(({ filename, failure }) => `${filename}: ${failure}`);
    const others = files.length > MAX_REASONS ? [`and ${files.length - MAX_REASONS} more`] : [];
    throw new Alt2imgError("cli/input", `There is nothing to report on. ${[...reasons, ...others].join("; ")}`);
  }
}

function isFailureOfFile(error: unknown): error is Error {
  // What the file system says has a code, such as ENOENT.
  return error instanceof Alt2imgError || (error instanceof Error && "syscall" in error);
}

function count(counts: ReadingCounts, { images, pairs }: PageReading): void {
  counts.pages++;
  counts.images += images.length;
  counts.imagesWithFindings += images.filter(({ findings }) => findings.length > 0).length;
  counts.pairs += pairs.length;
}

function emptyCounts(): ReadingCounts {
  return { pages: 0, images: 0, imagesWithFindings: 0, pairs: 0 };
}
