import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Alt2imgError, cacheFolder, formatBytes, formatCount, type OnProgress } from "@alt2img/core";
import { modelSource, type OpenedModel, openModel } from "../models/model-source.js";
import { type ModelRun, runWithPackages } from "../models/run-with-packages.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";
import type { ModelFetchFlags } from "./flags.js";
import { clipModel } from "./model-options.js";

/** Files that a model is loaded with, in addition to its ONNX files and their data. Not every model has all of them. */
const SETTINGS = [
  "config.json",
  "open_clip_config.json",
  "preprocessor_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  // It has the logit scale, and what embeds patches.
  "model.safetensors",
];

/** @throws Alt2imgError `cli/usage` for a model that is on this machine; `cli/fetch`; what the model packages throw */
export async function runModelFetch(name: string, { variant }: ModelFetchFlags): Promise<void> {
  const source = modelSource(name, clipModel);
  if (source.kind === "folder") {
    throw new Alt2imgError("cli/usage", `${name} is a folder on this machine already; there is nothing to fetch.`);
  }
  await runWithPackages(async (run) => {
    const opened = await openModel(name, run.packages, clipModel, run);
    if (source.kind === "tiny") {
      const [file] = await findTinyWorld(run.onProgress).clip.files();
      run.print(`The tiny CLIP is in ${dirname(fileURLToPath(file!.url))}`);
      return;
    }
    const paths = await neededFiles(opened, variant, run);
    let bytes = 0;
    for (const path of paths) {
      bytes += (await opened.folder.read(path, { signal: run.signal, onProgress: named(path, run.onProgress) })).length;
    }
    run.print(
      `${name}: ${formatCount(paths.length, "file")}, ${formatBytes(bytes)}, in ${join(cacheFolder(), "models")}`,
    );
  });
}

const named =
  (path: string, onProgress: OnProgress): OnProgress =>
  (progress) =>
    onProgress({ ...progress, stage: `Fetching ${path}` });

/** The files of a variant, with those of external data. Its ONNX files are fetched on the way, since they say which. */
async function neededFiles(
  { folder }: OpenedModel,
  variant: ModelFetchFlags["variant"],
  { packages, signal, onProgress }: ModelRun,
): Promise<string[]> {
  const { describeModel } = await packages.load("@alt2img/onnx");
  const { modelFiles } = await packages.load("@alt2img/clip/verify");
  const onnx = await modelFiles(folder, variant);
  const data: string[] = [];
  for (const path of onnx) {
    const { externalFiles } = await describeModel(folder, path, { signal, onProgress: named(path, onProgress) });
    data.push(
      ...externalFiles.map((file) => [...path.split("/").slice(0, -1), file.replace(/^(?:\.\/)+/, "")].join("/")),
    );
  }
  const settings: string[] = [];
  for (const path of SETTINGS) if (await isThere(folder, path, signal)) settings.push(path);
  return [...settings, ...onnx, ...data];
}

async function isThere(folder: OpenedModel["folder"], path: string, signal: AbortSignal): Promise<boolean> {
  try {
    await folder.stat(path, { signal });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && "code" in error && /\/no-such-file$|^core\/unreachable$/.test(String(error.code)))
      return false;
    throw error;
  }
}
