import { formatCount } from "@alt2img/core";
import { diffusionModel } from "../../diffusion/model-help.js";
import { diffusionName, drawPrompt } from "../../report/draw-prompt.js";
import { writeOutput } from "../../write-output.js";
import { type DemoRun, modelInputs } from "../demo-run.js";
import { writeJson } from "../json-file.js";
import { leftOut } from "../left-out.js";
import type { Stage } from "../stage.js";

/** Draws the prompt with the network, and with the two formulas that memorise and recombine. */
export function pictureStage(run: DemoRun): Stage {
  const { flags, path, packages, signal, print, isTinyDiffusion } = run;
  const { prompt, model, seed, device } = flags;
  return {
    name: "picture",
    title: "A picture from the prompt",
    inputs: modelInputs(model, diffusionModel),
    settings: { prompt, model, seed },
    outputs: ["drawing.json", "drawing.png", "drawing-steps.png", "drawing-memorising.png", "drawing-recombining.png"],
    async run(onProgress) {
      const { drawing, files, results } = await drawPrompt(prompt, { signal, onProgress, print, model, seed, device });
      const { encodePng } = await packages.load("@alt2img/image");
      for (const [name, bytes] of files) await writeOutput(path(name), bytes, signal);
      for (const [painter, picture] of results) {
        if (painter !== "network") await writeOutput(path(`drawing-${painter}.png`), encodePng(picture), signal);
      }
      await writeJson(path("drawing.json"), drawing, signal);
      if (!isTinyDiffusion) return `${path("drawing.png")}. ${leftOut.formulas(diffusionName(model))}`;
      const known = drawing.known ?? 0;
      if (known === 0)
        return `${path("drawing.png")}; no caption has these words, so the formulas have nothing to draw from`;
      return `${path("drawing.png")}, and two by formulas from ${formatCount(known, "drawing")}`;
    },
  };
}
