import { createReadStream } from "node:fs";
import { formatCount } from "@alt2img/core";
import { readJsonl, writeJsonl } from "@alt2img/dataset";
import { writeParquet } from "@alt2img/dataset/parquet";
import type { CrawlSummary } from "@alt2img/report";
import { exitCodes } from "../../exit-code.js";
import { printable } from "../../printable.js";
import { writeOutput } from "../../write-output.js";
import type { DemoRun } from "../demo-run.js";
import { writeJson } from "../json-file.js";
import { openPages } from "../read-pages.js";
import type { Stage } from "../stage.js";

/** What `alt-text.json` says. */
export type AltTextSummary = Pick<CrawlSummary, "files" | "counts" | "diagnostics">;

/** Reads the pages as their two readers do, checks the alt texts, and makes the pairs. */
export function textsStage(run: DemoRun): Stage {
  const { crawl, signal, path, print } = run;
  return {
    name: "texts",
    title: "Alt texts, lint and pairs",
    inputs: [crawl],
    settings: {},
    outputs: ["alt-text.json", "pairs.jsonl", "pairs.parquet"],
    async run(onProgress) {
      const { pairs, ...pages } = await openPages(crawl, { signal, onProgress });
      const jsonl = path("pairs.jsonl");
      await writeOutput(jsonl, writeJsonl(pairs()), signal);
      await writeOutput(
        path("pairs.parquet"),
        writeParquet(readJsonl(createReadStream(jsonl), { strict: true }), { signal }),
        signal,
      );
      const { files, counts, diagnostics } = pages.reading;
      await writeJson(path("alt-text.json"), { files, counts, diagnostics } satisfies AltTextSummary, signal);
      run.keep(pages);
      for (const { filename, failure } of files) {
        if (failure === undefined) continue;
        print(printable(`alt2img: ${filename}: ${failure}`));
        process.exitCode = exitCodes.input;
      }
      return `${formatCount(counts.pages, "page")}, ${formatCount(counts.images, "image")}, ${formatCount(counts.imagesWithFindings, "of them with findings", "of them with findings")}, ${formatCount(counts.pairs, "pair")}`;
    },
  };
}
