import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { ImageTextPair, OnProgress } from "@alt2img/core";
import { readJsonl, writeJsonl } from "@alt2img/dataset";
import { writeParquet } from "@alt2img/dataset/parquet";
import {
  type ComparedTwins,
  type CrawlInput,
  type CrawlPages,
  type CrawlScores,
  type DrawnPrompt,
  findPictures,
  type Reading,
  readCrawl,
  reportPage,
} from "@alt2img/report";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { refuseInput } from "../output-file.js";
import { makeOutputFolder, writeOutput } from "../write-output.js";
import { crawlInput } from "./crawl-input.js";
import type { CrawlToScore } from "./report-scores.js";

export type WriteReportOptions = {
  /** Folder for `report.html`, `pairs.jsonl` and `pairs.parquet`; made if it doesn't exist. */
  out: string;
  /** The most pages to show; all are counted. */
  maxPages: number;
  /** The address of HTML files. */
  base?: string | undefined;
  /** Scores pairs for the chapter on what CLIP keeps. */
  score?: ((crawl: CrawlToScore) => Promise<CrawlScores>) | undefined;
  /** Draws a prompt for the chapter on how pictures come out of noise. */
  draw?: (() => Promise<{ drawing: DrawnPrompt; files: ReadonlyMap<string, Uint8Array> }>) | undefined;
  /** Draws what two models make of the same prompts, for the chapter on what the data change. */
  compare?: (() => Promise<ComparedTwins>) | undefined;
  signal?: AbortSignal | undefined;
  /** Stages `"read"` and `"pictures"` in bytes, `"write"` in pairs. */
  onProgress?: OnProgress | undefined;
};

const FILES = ["pairs.jsonl", "pairs.parquet", "report.html", "drawing.png", "drawing-steps.png"] as const;

/**
 * Reads crawl files and writes the report and the pairs. Each file is complete or isn't there.
 *
 * @returns what was read, including the failures of single files, and the scores
 * @throws Alt2imgError `cli/output`; `cli/usage` when it would replace an input; `report/nothing-to-read`, without leaving any
 *   new folder behind
 */
export async function writeReport(
  filenames: readonly string[],
  options: WriteReportOptions,
): Promise<{ reading: Reading; scores: CrawlScores | undefined }> {
  const { out, maxPages, base, signal, onProgress } = options;
  const files = await Promise.all(filenames.map((filename) => crawlInput(filename, base)));
  const concepts = taxonomy(await princeton({ ...(signal && { signal }) }));
  const pages = readCrawl(files, { maxPages, taxonomy: concepts, signal, onProgress });
  for (const name of FILES) await refuseInput(join(out, name), filenames);
  const made = await makeOutputFolder(out);
  try {
    const scores = await writeFiles(pages, files, options);
    return { reading: pages.reading, scores };
  } catch (error) {
    await made.removeIfEmpty();
    throw error;
  }
}

async function writeFiles(
  pages: CrawlPages,
  files: readonly CrawlInput[],
  { out, score, draw, compare, signal, onProgress }: WriteReportOptions,
): Promise<CrawlScores | undefined> {
  const { reading } = pages;
  const jsonl = join(out, "pairs.jsonl");
  const toScore: PairsToScore | undefined = score && { pairs: [], languages: new Map<string, string>() };
  await writeOutput(jsonl, writeJsonl(pairsOf(pages, toScore)), signal);
  const written = readJsonl(createReadStream(jsonl), { strict: true });
  await writeOutput(join(out, "pairs.parquet"), writeParquet(written, { signal, onProgress }), signal);
  const pictures = await findPictures(files, reading, { signal, onProgress });
  const scores =
    toScore &&
    (await score?.({
      files,
      reading,
      pairs: toScore.pairs,
      languageOf: ({ pageUrl }) => toScore.languages.get(pageUrl),
    }));
  const drawn = await draw?.();
  for (const [name, bytes] of drawn?.files ?? []) await writeOutput(join(out, name), bytes, signal);
  const twins = await compare?.();
  const page = reportPage(reading, { pictures, scores, drawing: drawn?.drawing, twins });
  await writeOutput(join(out, "report.html"), page, signal);
  return scores;
}

/** What is needed to score the pairs after the pages have been read. */
type PairsToScore = { pairs: ImageTextPair[]; languages: Map<string, string> };

async function* pairsOf(
  pages: CrawlPages,
  toScore: PairsToScore | undefined,
): AsyncGenerator<ImageTextPair, void, undefined> {
  for await (const { url, language, pairs } of pages) {
    toScore?.pairs.push(...pairs);
    if (language !== undefined && pairs.length > 0) toScore?.languages.set(url, language);
    yield* pairs;
  }
}
