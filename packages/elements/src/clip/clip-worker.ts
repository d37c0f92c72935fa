import { predictValues } from "@alt2img/bias/representation";
import { type Clip, explainScore, loadClip } from "@alt2img/clip";
import type { ModelFolder, OnProgress, Progress } from "@alt2img/core";
import { serve } from "@alt2img/core/worker";
import { tinyClip } from "@alt2img/tiny/clip";
import { sharesOf } from "../bias-grid/shares-of.js";
import { scoreTable } from "../clip-matrix/score-table.js";
import { modelFolder } from "../worker/model-folder.js";
import { once } from "../worker/once.js";
import type { ModelFacts } from "./model-facts.js";
import type { ClipTasks } from "./tasks.js";

/** What calls want to be told about the loading of a model, by the model. */
const listeners = new Map<string, Set<OnProgress>>();

const clipOf = once(async (model) => {
  const folder = await modelFolder(model, tinyClip);
  const onProgress: OnProgress = (progress) => {
    for (const report of listeners.get(model) ?? []) report(progress);
  };
  // WebAssembly: to find out whether WebGPU were faster, the page would have to fetch 27 MB more.
  return loadClip(folder, { session: { device: "wasm" }, onProgress: ofAllFiles(onProgress, await sizeOf(folder)) });
});

/** The bytes of the weights, if it is clear which files are loaded. */
async function sizeOf(folder: ModelFolder): Promise<number | undefined> {
  if (folder !== tinyClip) return undefined;
  const files = await tinyClip.files();
  return files.filter(({ path }) => path.endsWith(".onnx")).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** `loadClip` counts each file by itself. */
function ofAllFiles(onProgress: OnProgress, total: number | undefined): OnProgress {
  if (total === undefined) return onProgress;
  let before = 0;
  return (progress) => {
    onProgress({ ...progress, done: Math.min(before + progress.done, total), total });
    if (progress.done === progress.total) before += progress.done;
  };
}

async function loading(model: string, onProgress: OnProgress): Promise<Clip> {
  const all = listeners.get(model) ?? new Set();
  listeners.set(model, all.add(onProgress));
  try {
    return await clipOf(model);
  } finally {
    all.delete(onProgress);
  }
}

const factsOf = ({ family, dimension, logitScale, logitBias }: Clip): ModelFacts => ({
  family,
  dimension,
  ...(logitScale === undefined ? {} : { logitScale }),
  ...(logitBias === undefined ? {} : { logitBias }),
});

serve<ClipTasks, Progress>({
  load: async ([model], { onPart }) => factsOf(await loading(model, onPart)),
  embedPicture: async ([picture, model], { signal }) =>
    (await (await clipOf(model)).embedImages([picture], { signal }))[0]!,
  embedTexts: async ([texts, model], { signal }) => (await clipOf(model)).embedTexts(texts, { signal }),
  scoreTable: (args) => scoreTable(...args),
  explain: async ([picture, text, model], { signal, onPart: onProgress }) =>
    explainScore(await loading(model, onProgress), picture, text, { signal, onProgress }),
  async classify([pictures, classNames, model], { signal, onPart }) {
    const clip = await loading(model, onPart);
    const embeddings = await clip.embedTexts(classNames, { signal });
    const images = await clip.embedImages(pictures, { signal });
    return predictValues(images, { classNames, embeddings }, { logitScale: clip.logitScale });
  },
  sharesOf: ([groups, labelled]) => sharesOf(groups, labelled),
});
