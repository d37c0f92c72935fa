import type { Clip } from "@alt2img/clip";
import { type OpenedModel, openModel } from "../models/model-source.js";
import { type ModelRun, runWithPackages } from "../models/run-with-packages.js";
import { clipModel, type ModelFlags } from "./model-options.js";

/** Runs a command's work with a CLIP that is loaded, and closed at the end. */
export function runWithClip<T>(
  { model, variant, device }: ModelFlags & { model: string },
  work: (clip: Clip, run: ModelRun & { readonly model: OpenedModel }) => Promise<T>,
  options: { quiet?: boolean } = {},
): Promise<T> {
  return runWithPackages(async (run) => {
    const { packages, signal, onProgress, print } = run;
    const opened = await openModel(model, packages, clipModel, { signal, onProgress });
    const { kind } = opened.source;
    if (!process.stderr.isTTY && options.quiet !== true && (kind === "hub" || kind === "web"))
      print(`Loading ${model}`);
    const { loadClip } = await packages.load("@alt2img/clip");
    const clip = await loadClip(opened.folder, { variant, session: { device }, signal, onProgress });
    try {
      return await work(clip, { ...run, model: opened });
    } finally {
      await clip.close();
    }
  }, options);
}
