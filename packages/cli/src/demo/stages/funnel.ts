import { formatNumber } from "@alt2img/core";
import { describeRules } from "@alt2img/dataset/store";
import { createDataset } from "@alt2img/dataset/store/node";
import { laionFunnel } from "@alt2img/report";
import { applyLateRules } from "../../dataset/build/apply-late-rules.js";
import { measuredColumns, reasonColumns } from "../../dataset/build/measure-input.js";
import type { Threshold } from "../../report/report-scores.js";
import { readVersion } from "../../version.js";
import type { DemoRun } from "../demo-run.js";
import { readJson } from "../json-file.js";
import type { Stage } from "../stage.js";

/** Applies LAION's rules: what they keep becomes a dataset, and the other pairs another one, with their reasons. */
export function funnelStage({ path, signal }: DemoRun): Stage {
  return {
    name: "funnel",
    title: "LAION’s funnel, and a dataset",
    inputs: [path("measured"), path("scores.json")],
    settings: {},
    outputs: ["dataset"],
    async run(onProgress) {
      const { threshold } = (await readJson<Threshold>(path("scores.json")))!;
      const rules = laionFunnel(threshold);
      const provenance = { packages: { alt2img: readVersion() }, rules: describeRules(rules) };
      const options = { provenance, embeddings: "float16" } as const;
      await using kept = await createDataset(path("dataset"), { ...options, columns: measuredColumns });
      await using rejected = await createDataset(path("dataset/rejected"), {
        ...options,
        columns: [...measuredColumns, ...reasonColumns],
      });
      await applyLateRules(
        path("measured"),
        { kept, rejected },
        { rules, signal, onRead: (pairs) => onProgress({ stage: "funnel", done: pairs, unit: "pairs" }) },
      );
      const { rows } = kept.manifest;
      return `${formatNumber(rows)} of ${formatNumber(rows + rejected.manifest.rows)} pairs kept, in ${path("dataset")}`;
    },
  };
}
