import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { OnProgress } from "@alt2img/core";
import { readJsonl, writeJsonl, writeParquet } from "@alt2img/dataset";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { orOutputError, writeWhole } from "../write-whole.js";
import type { Chapter, ReportContext } from "./chapter.js";
import { createChapters } from "./chapters.js";
import { formatCount } from "./number.js";
import { type ShownPage, shownPages } from "./page/shown-pages.js";
import { emptyReading, readCrawl } from "./read-crawl.js";
import type { FileReading, Reading } from "./reading.js";
import { type RenderedChapter, reportPage } from "./report-page.js";
import { createThumbnailCollector, type Thumbnails } from "./thumbnails.js";

export type WriteReportOptions = {
  /** Folder for `report.html`, `pairs.jsonl` and `pairs.parquet`; made where there is none. */
  out: string;
  /** The most pages to show; all are counted. */
  maxPages: number;
  /** The address of HTML files. */
  base?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Stages `"read"` and `"pictures"` in bytes, `"write"` in pairs. */
  onProgress?: OnProgress | undefined;
};

/**
 * Reads crawl files and writes the report with the pairs beside it. Each file appears whole or not at all. Memory does not
 * grow with the inputs: pages are sampled, and pictures are looked for in a second reading.
 *
 * @returns what was read, with the failures of single files in it
 * @throws Alt2imgError `cli/output`; `cli/input` when none of the files could be read, and then nothing is written
 */
export async function writeReport(filenames: readonly string[], options: WriteReportOptions): Promise<Reading> {
  const { out, maxPages, signal, onProgress } = options;
  const chapters = createChapters(taxonomy(await princeton({ ...(signal && { signal }) })));
  const reading = emptyReading(maxPages);
  const jsonl = join(out, "pairs.jsonl");
  await orOutputError(out, mkdir(out, { recursive: true }));
  await writeWhole(jsonl, writeJsonl(readCrawl(filenames, reading, { ...options, chapters })), signal);
  const pairs = readJsonl(createReadStream(jsonl), { strict: true });
  await writeWhole(join(out, "pairs.parquet"), writeParquet(pairs, { signal, onProgress }), signal);
  const shown = shownPages(reading);
  const thumbnails = await collectThumbnails(shown, reading.files, { signal, onProgress });
  const rendered = await renderChapters(chapters, { reading, shown, thumbnails }, out);
  const page = reportPage("What a page says, what a crawl takes", lead(reading), rendered);
  await writeWhole(join(out, "report.html"), [new TextEncoder().encode(page)], signal);
  return reading;
}

async function renderChapters(
  chapters: readonly Chapter[],
  context: Omit<ReportContext, "writeFile">,
  out: string,
): Promise<RenderedChapter[]> {
  const rendered: RenderedChapter[] = [];
  for (const chapter of chapters) {
    const body = await chapter.render({
      ...context,
      writeFile: async (name, bytes) => {
        const path = join(out, basename(name));
        await orOutputError(path, writeFile(path, bytes));
        return encodeURIComponent(basename(name));
      },
    });
    if (body) rendered.push({ id: chapter.id, title: chapter.title, body });
  }
  return rendered;
}

/** Looks in the WARC files for the pictures of the pages that are shown. */
async function collectThumbnails(
  shown: readonly ShownPage[],
  files: readonly FileReading[],
  { signal, onProgress }: Pick<WriteReportOptions, "signal" | "onProgress">,
): Promise<Thumbnails> {
  const wanted = new Set(
    shown.flatMap(({ images }) => images.flatMap(({ image }) => image.candidates.map(({ url }) => url))),
  );
  const collector = createThumbnailCollector(wanted);
  const warcs = files.filter(({ format, failure }) => format === "warc" && failure === undefined);
  const total = warcs.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { filename, bytes } of wanted.size > 0 ? warcs : []) {
    await collector.collect(createReadStream(filename), {
      filename,
      signal,
      onProgress:
        onProgress && (({ done }) => onProgress({ stage: "pictures", done: before + done, total, unit: "bytes" })),
    });
    before += bytes;
  }
  return collector.thumbnails;
}

function lead({ files, counts }: Reading): string {
  const from = files.length === 1 ? basename(files[0]!.filename) : formatCount(files.length, "file");
  return `${from}: the alt texts of ${formatCount(counts.images, "image")} on ${formatCount(counts.pages, "page")}, as they are heard and as they are taken.`;
}
