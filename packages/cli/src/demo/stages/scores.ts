import { formatNumber, type ImageTextPair } from "@alt2img/core";
import { rowsOfPairs } from "@alt2img/dataset/store";
import { createDataset } from "@alt2img/dataset/store/node";
import { readPairs } from "../../clip/embed-inputs.js";
import { embeddedPairs } from "../../clip/embed-rows.js";
import { clipModel } from "../../clip/model-options.js";
import { crawlPicture, saveCrawlImages } from "../../dataset/build/crawl-images.js";
import { measuredColumns } from "../../dataset/build/measure-input.js";
import { measurePictures } from "../../dataset/build/measure-pictures.js";
import { type Threshold, thresholdFor } from "../../report/report-scores.js";
import { readVersion } from "../../version.js";
import { type DemoRun, modelInputs } from "../demo-run.js";
import { readJson, writeJson } from "../json-file.js";
import type { Stage } from "../stage.js";
import type { AltTextSummary } from "./texts.js";

const BATCH_SIZE = 8;

/** Finds the pictures of the pairs in the crawl, measures them, and scores each with its text. */
export function scoresStage(run: DemoRun): Stage {
  const { flags, path, crawl, packages, signal } = run;
  const settings = { clip: flags.clip, variant: flags.variant ?? null };
  return {
    name: "scores",
    title: "CLIP scores",
    inputs: [crawl, path("pairs.jsonl"), ...modelInputs(flags.clip, clipModel)],
    settings,
    outputs: ["pictures", "measured", "scores.json"],
    async run(onProgress) {
      const summary = await readJson<AltTextSummary>(path("alt-text.json"));
      const clip = await run.clip();
      // A WAT file has no pictures.
      if (summary?.files.some(({ format }) => format === "warc"))
        await saveCrawlImages(crawl, path("pictures"), signal);
      const pictureOf = ({ imageUrl }: ImageTextPair): string | undefined => crawlPicture(imageUrl, path("pictures"));
      const pairs = readPairs(path("pairs.jsonl"), { signal, onDiagnostic: () => {} });
      const sized = measurePictures(pairs, pictureOf, packages, signal);
      const context = { clip, packages, model: flags.clip, batchSize: BATCH_SIZE, signal, onFailure: () => {} };
      let done = 0;
      let scored = 0;
      async function* counted(): AsyncGenerator<ImageTextPair> {
        for await (const pair of embeddedPairs(sized, pictureOf, context)) {
          yield pair;
          if ("similarity" in pair) scored++;
          onProgress({ stage: "scores", done: ++done, ...(summary && { total: summary.counts.pairs }), unit: "pairs" });
        }
      }
      await using writer = await createDataset(path("measured"), {
        ...{ columns: measuredColumns, embeddings: "float16" },
        provenance: { packages: { alt2img: readVersion() }, settings },
      });
      await writer.append(rowsOfPairs(counted()), { signal });
      await writeJson(
        path("scores.json"),
        { ...(await thresholdFor(clip, packages, undefined)) } satisfies Threshold,
        signal,
      );
      return `${formatNumber(scored)} of ${formatNumber(done)} pairs have a picture and a score`;
    },
  };
}
