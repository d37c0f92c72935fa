import { Alt2imgError, countDiagnostic, type Diagnostic, type OnDiagnostic, type OnProgress } from "@alt2img/core";
import { openCrawlFile } from "@alt2img/dataset";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import { startTallies, type Tallies, tallyPage } from "./chapters.js";
import { addToSample, emptySample } from "./even-sample.js";
import { readPages } from "./read-pages.js";
import type { CrawlInput, CrawlSummary, FileReading, PageReading, ReadingCounts } from "./reading.js";

/** Everything that a report shows of a crawl. Plain data, except for the taxonomy in the tally of concepts. */
export type Reading = CrawlSummary & {
  /** What the chapters have counted, only for `reportPage`. @internal */
  tallies: Tallies;
};

export type ReadCrawlOptions = {
  /** The most pages that the report shows, at least 1; all are counted. Default 100. */
  maxPages?: number | undefined;
  /** The hierarchy to place what the texts name in. Without it, the report has no chapter on concepts. */
  taxonomy?: Taxonomy | undefined;
  /** Stops reading; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of all files as stored. */
  onProgress?: OnProgress | undefined;
  /** Called for every fault in the files; the report lists them too. */
  onDiagnostic?: OnDiagnostic | undefined;
};

/** The pages of a crawl, in order, to loop over once. `reading` fills up during the loop and is complete at its end. */
export type CrawlPages = AsyncIterable<PageReading> & { readonly reading: Reading };

/**
 * Reads crawl files for a report, one after another, in constant memory. Loop over the result to the end (its pages
 * have the image–text pairs), then pass its `reading` to `reportPage`. A file that can't be read is recorded in the
 * reading, and the next one is read.
 *
 * @throws Alt2imgError `report/nothing-to-read` at the end of the loop when none of the files could be read
 */
export function readCrawl(files: readonly CrawlInput[], options: ReadCrawlOptions = {}): CrawlPages {
  const { maxPages = 100, taxonomy } = options;
  const reading: Reading = {
    files: [],
    counts: emptyCounts(),
    pages: emptySample(maxPages),
    diagnostics: {},
    examples: [],
    tallies: startTallies({ taxonomy }),
  };
  return Object.assign(readFiles(files, reading, options), { reading });
}

async function* readFiles(
  files: readonly CrawlInput[],
  reading: Reading,
  { signal, onProgress, onDiagnostic }: ReadCrawlOptions,
): AsyncGenerator<PageReading, void, undefined> {
  const noteDiagnostic = (diagnostic: Diagnostic): void => {
    if (!Object.hasOwn(reading.diagnostics, diagnostic.code)) reading.examples.push(diagnostic);
    countDiagnostic(reading.diagnostics, diagnostic);
    onDiagnostic?.(diagnostic);
  };
  const total = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let before = 0;
  for (const { filename, byteLength, url, open } of files) {
    signal?.throwIfAborted();
    const file: FileReading = { filename, byteLength, counts: emptyCounts() };
    reading.files.push(file);
    try {
      const opened = await openCrawlFile(await open());
      file.format = opened.format;
      const pages = readPages(opened, {
        filename,
        url,
        signal,
        onDiagnostic: noteDiagnostic,
        onProgress:
          onProgress && (({ done }) => onProgress({ stage: "read", done: before + done, total, unit: "bytes" })),
      });
      for await (const page of pages) {
        tallyPage(reading.tallies, page);
        count(file.counts, page);
        count(reading.counts, page);
        addToSample(reading.pages, page);
        yield page;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!isFailureOfFile(error)) throw error;
      file.failure = error.message;
    }
    before += byteLength;
    onProgress?.({ stage: "read", done: before, total, unit: "bytes" });
  }
  throwIfNothingRead(reading);
}

/** How many unreadable files a message names. */
const MAX_REASONS = 5;

function throwIfNothingRead({ files, counts }: CrawlSummary): void {
  if (counts.pages > 0 || files.length === 0 || files.some(({ failure }) => failure === undefined)) return;
  const reasons = files.slice(0, MAX_REASONS).map(({ filename, failure }) => `${filename}: ${failure}`);
  const others = files.length > MAX_REASONS ? [`and ${files.length - MAX_REASONS} more`] : [];
  throw new Alt2imgError(
    "report/nothing-to-read",
    `None of the files can be read. ${[...reasons, ...others].join("; ")}`,
  );
}

function isFailureOfFile(error: unknown): error is Error {
  // An error of the file system has the name of the system call.
  return error instanceof Alt2imgError || (error instanceof Error && "syscall" in error);
}

function count(counts: ReadingCounts, { images, pairs }: PageReading): void {
  counts.pages++;
  counts.images += images.length;
  counts.imgElements += images.filter(({ image }) => image.element === "img").length;
  counts.imagesWithFindings += images.filter(({ findings }) => findings.length > 0).length;
  counts.pairs += pairs.length;
}

function emptyCounts(): ReadingCounts {
  return { pages: 0, images: 0, imgElements: 0, imagesWithFindings: 0, pairs: 0 };
}
