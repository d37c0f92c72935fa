import { Alt2imgError, formatCount, formatNumber } from "@alt2img/core";
import { exactSearch } from "@alt2img/dataset/search";
import { type Dataset, type FoundRow, openDataset } from "@alt2img/dataset/store";
import type { FoundPair, FoundPairs } from "@alt2img/report";
import { clipModel } from "../../clip/model-options.js";
import { numberOf, readEmbeddings } from "../../dataset/embedding-shards.js";
import { clipName } from "../../report/report-scores.js";
import { type DemoRun, modelInputs } from "../demo-run.js";
import { writeJson } from "../json-file.js";
import { leftOut } from "../left-out.js";
import type { Stage } from "../stage.js";
import { crawlThumbnail } from "../thumbnail.js";

const SHOWN = 8;
/** Pictures that are so like a better one are left out. */
const SAME = 0.96;

/** Looks for the prompt in the dataset: by its words, and by what the pictures show. */
export function searchStage(run: DemoRun): Stage {
  const { flags, path, signal } = run;
  return {
    name: "search",
    title: "Search",
    inputs: [path("dataset"), ...modelInputs(flags.clip, clipModel)],
    settings: { prompt: flags.prompt, clip: flags.clip, variant: flags.variant ?? null },
    outputs: ["search.json"],
    async run(onProgress) {
      const dataset = await openDataset(path("dataset"), { signal });
      const rows = dataset.rowCount;
      const byWords = rows === 0 ? [] : await foundByWords(dataset, run);
      const byModel = rows === 0 ? [] : await foundByModel(dataset, run);
      const found: FoundPairs = {
        ...{ query: flags.prompt, dataset: "dataset", rows, model: clipName(flags.clip) },
        ...{ byWords, byModel },
      };
      await writeJson(path("search.json"), found, signal);
      onProgress({ stage: "search", done: rows, total: rows, unit: "pairs" });
      if (rows === 0) return leftOut.search;
      const most = byWords.length === SHOWN ? "or more " : "";
      return `${formatCount(byWords.length, "pair")} ${most}with the prompt’s words; nearest picture: cosine ${byModel[0]?.similarity?.toFixed(2) ?? "unknown"}, of ${formatNumber(rows)}`;
    },
  };
}

async function foundByWords(dataset: Dataset, run: DemoRun): Promise<FoundPair[]> {
  const found: FoundPair[] = [];
  try {
    for await (const row of dataset.search(run.flags.prompt, { signal: run.signal })) {
      if (found.push(await foundPair(row, run)) === SHOWN) break;
    }
  } catch (error) {
    // A prompt such as “!?” has no words.
    if (!(error instanceof Alt2imgError && error.code === "dataset/query")) throw error;
  }
  return found;
}

async function foundByModel(dataset: Dataset, run: DemoRun): Promise<FoundPair[]> {
  const { flags, signal } = run;
  const [query] = await (await run.clip()).embedTexts([flags.prompt], { signal });
  const { shards, missing } = await readEmbeddings(dataset, "image_embedding", signal);
  const filter = (place: { shard: string; row: number }): boolean => !missing.has(numberOf(place));
  const hits = await exactSearch(shards).search(query!, { k: SHOWN, dedupe: SAME, signal, filter });
  const found: FoundPair[] = [];
  for (const hit of hits) {
    const pair = await foundPair(await dataset.row(numberOf(hit), { signal }), run);
    found.push({ ...pair, similarity: hit.similarity });
  }
  return found;
}

async function foundPair({ index, row }: FoundRow, run: DemoRun): Promise<FoundPair> {
  const imageUrl = String(row["URL"]);
  const dataUrl = await crawlThumbnail(imageUrl, run);
  return { row: index, text: String(row["TEXT"]), imageUrl, ...(dataUrl !== undefined && { dataUrl }) };
}
