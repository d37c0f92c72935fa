import { formatCount } from "@alt2img/core";
import { diffusionName } from "../../report/draw-prompt.js";
import { drawTwins } from "../../report/draw-twins.js";
import { writeOutput } from "../../write-output.js";
import type { DemoRun } from "../demo-run.js";
import { writeJson } from "../json-file.js";
import { leftOut } from "../left-out.js";
import type { Stage } from "../stage.js";

/** Draws occupations with the tiny Stable Diffusion and its twin, which saw other captions. */
export function twinsStage({ flags, path, signal, print, isTinyDiffusion }: DemoRun): Stage {
  const { model, seed, device } = flags;
  return {
    name: "twins",
    title: "The twins",
    inputs: [],
    settings: { seed },
    outputs: ["twins.json", "twins.png"],
    leftOut: isTinyDiffusion ? undefined : leftOut.twins(diffusionName(model)),
    async run(onProgress) {
      const { twins, sheet } = await drawTwins({ signal, onProgress, print, seed, device });
      await writeOutput(path("twins.png"), sheet, signal);
      await writeJson(path("twins.json"), twins, signal);
      return `${formatCount(twins.prompts.length, "occupation")}, ${formatCount(twins.seeds.length, "seed")}, in ${path("twins.png")}`;
    },
  };
}
