import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Alt2imgError } from "@alt2img/core";
import { checkPromptLength } from "../diffusion/check-prompt-length.js";
import { runWithPackages } from "../models/run-with-packages.js";
import { outputError } from "../output-error.js";
import { checkOutputFolder } from "../output-file.js";
import { makeOutputFolder } from "../write-output.js";
import { createDemoRun } from "./demo-run.js";
import type { DemoFlags } from "./flags.js";
import { runStages } from "./run-stages.js";
import { conceptsStage } from "./stages/concepts.js";
import { crawlStage } from "./stages/crawl.js";
import { funnelStage } from "./stages/funnel.js";
import { pictureStage } from "./stages/picture.js";
import { reportStage } from "./stages/report.js";
import { scoresStage } from "./stages/scores.js";
import { searchStage } from "./stages/search.js";
import { textsStage } from "./stages/texts.js";
import { trainedOnStage } from "./stages/trained-on.js";
import { twinsStage } from "./stages/twins.js";

/** In their order: each may read what those before it have written. */
const STAGES = [
  crawlStage,
  textsStage,
  conceptsStage,
  scoresStage,
  funnelStage,
  searchStage,
  pictureStage,
  trainedOnStage,
  twinsStage,
  reportStage,
] as const;

const NEEDS = [
  "@alt2img/clip",
  "@alt2img/diffusion",
  "@alt2img/diffusion/text-to-image",
  "@alt2img/image",
  "@alt2img/onnx",
] as const;

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the stages and the model packages throw */
export async function runDemo(flags: DemoFlags): Promise<void> {
  const { out, prompt, fresh = false, quiet = false } = flags;
  checkPromptLength(prompt);
  await checkOutputFolder(out);
  await runWithPackages(
    async (run) => {
      const print = quiet ? () => {} : run.print;
      await using demo = createDemoRun(flags, { ...run, print });
      const made = await makeOutputFolder(out);
      try {
        await runStages(
          out,
          STAGES.map((stage) => stage(demo)),
          { ...run, print, fresh },
        );
      } catch (error) {
        await made.removeIfEmpty();
        throw isWriteError(error) ? outputError(out, error.cause) : error;
      }
      print(pathToFileURL(resolve(out, "report.html")).href);
    },
    { quiet, needs: NEEDS },
  );
}

/** Of the datasets, which don't know the command line's words. */
const isWriteError = (error: unknown): error is Alt2imgError =>
  error instanceof Alt2imgError && error.code === "core/write";
