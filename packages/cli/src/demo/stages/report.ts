import type { ImageTextPair } from "@alt2img/core";
import { type DatasetRow, openDataset, pairOfRow } from "@alt2img/dataset/store";
import {
  type ChapterNotes,
  type ComparedTwins,
  type CrawlScores,
  crawlScores,
  type DrawnPrompt,
  type FoundPairs,
  findPictures,
  reportPage,
  type ScoredCrawlPair,
  type TracedPictures,
} from "@alt2img/report";
import { diffusionName } from "../../report/draw-prompt.js";
import { clipName, type Threshold, tinyTruth } from "../../report/report-scores.js";
import { findTinyWorld } from "../../tiny/find-tiny-world.js";
import { writeOutput } from "../../write-output.js";
import type { DemoRun } from "../demo-run.js";
import { readJson } from "../json-file.js";
import { leftOut } from "../left-out.js";
import type { CrawlReading } from "../read-pages.js";
import type { Stage } from "../stage.js";
import { crawlThumbnail } from "../thumbnail.js";

const TITLE = "From alt text to pictures";

/** Writes the page that shows what the other stages have found. */
export function reportStage(run: DemoRun): Stage {
  const { flags, path, crawl, signal } = run;
  const found = ["search.json", "drawing.json", "trained-on.json", "twins.json"];
  return {
    name: "report",
    title: "The report",
    inputs: [crawl, ...["measured", "scores.json", ...found].map(path)],
    settings: { crawl: run.isTinyCrawl ? "tiny" : null, clip: flags.clip, model: flags.model },
    outputs: ["report.html"],
    async run(onProgress) {
      const pages = await run.reading();
      const pictures = await findPictures(pages.files, pages.reading, { signal, onProgress });
      const [search, drawing, traced, twins] = await Promise.all([
        readJson<FoundPairs>(path("search.json")),
        readJson<DrawnPrompt>(path("drawing.json")),
        readJson<TracedPictures>(path("trained-on.json")),
        readJson<ComparedTwins>(path("twins.json")),
      ]);
      const scores = await scoresOf(pages, run);
      const shown = { pictures, scores, found: search, drawing, traced, twins };
      const page = reportPage(pages.reading, { title: TITLE, ...shown, notes: notesFor(run, search) });
      await writeOutput(path("report.html"), page, signal);
      return path("report.html");
    },
  };
}

function notesFor({ flags, isTinyCrawl, isTinyDiffusion }: DemoRun, search: FoundPairs | undefined): ChapterNotes {
  const model = diffusionName(flags.model);
  return {
    ...(!isTinyCrawl && { scores: leftOut.truth }),
    ...(search?.rows === 0 && { search: leftOut.search }),
    ...(!isTinyDiffusion && {
      drawing: leftOut.formulas(model),
      "trained-on": leftOut.training(model),
      twins: leftOut.twins(model),
    }),
  };
}

async function scoresOf({ reading, languages }: CrawlReading, run: DemoRun): Promise<CrawlScores> {
  const { flags, path, signal, onProgress, isTinyCrawl } = run;
  const threshold = (await readJson<Threshold>(path("scores.json")))!;
  const truth = isTinyCrawl
    ? await tinyTruth(findTinyWorld(onProgress).crawl, signal)
    : { languageOf: ({ pageUrl }: ImageTextPair) => languages.get(pageUrl) };
  const pairs: ScoredCrawlPair[] = [];
  for await (const pair of measuredPairs(path("measured"), signal)) pairs.push(pair);
  return crawlScores(pairs, {
    ...{ crawl: reading.files[0]!.filename.replace(/^.*[/\\]/, ""), model: clipName(flags.clip) },
    ...threshold,
    ...truth,
    dataUrlOf: (imageUrl) => crawlThumbnail(imageUrl, run),
  });
}

async function* measuredPairs(folder: string, signal: AbortSignal): AsyncGenerator<ScoredCrawlPair> {
  const dataset = await openDataset(folder, { signal });
  const columns = dataset.columns.map(({ name }) => name).filter((name) => !name.endsWith("_embedding"));
  for await (const { row } of dataset.rows({ columns, signal })) {
    const unreadable = typeof row["picture"] === "string" && row["picture"] !== "not there";
    yield { ...pairOfRow(row as DatasetRow), unreadable };
  }
}
