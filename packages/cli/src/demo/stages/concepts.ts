import { formatCount, formatNumber } from "@alt2img/core";
import { namedConcepts } from "@alt2img/report";
import type { DemoRun } from "../demo-run.js";
import { writeJson } from "../json-file.js";
import type { Stage } from "../stage.js";

/** Looks up what the alt texts name, in WordNet and among ImageNet's classes. */
export function conceptsStage({ crawl, path, reading, signal }: DemoRun): Stage {
  return {
    name: "concepts",
    title: "Concepts in WordNet and ImageNet",
    inputs: [crawl],
    settings: {},
    outputs: ["concepts.json"],
    async run(onProgress) {
      const concepts = namedConcepts((await reading()).reading);
      await writeJson(path("concepts.json"), concepts, signal);
      onProgress({ stage: "concepts", done: concepts.length, total: concepts.length, unit: "records" });
      const classes = concepts.filter(({ imageNetClasses }) => imageNetClasses.length > 0).length;
      return `${formatCount(concepts.length, "concept")}, ${formatNumber(classes)} of them in ImageNet’s 1,000 classes`;
    },
  };
}
