import type { ModelFolder } from "@alt2img/core";
import type { FileFacts, ModelFiles } from "@alt2img/onnx";
import { type ClipFamily, readModelConfig } from "../config/model-config.js";
import { listModels, type ModelVariant } from "../model/find-models.js";
import { type Preprocessing, readPreprocessing } from "../pixels/preprocessing.js";

/** A folder that may know the sizes of its files, as those of `openModelFolder` do. */
export type StatFolder = ModelFolder & Partial<Pick<ModelFiles, "stat">>;

export type DescribedFile = FileFacts & { readonly path: string };

/** What a model's settings and list of files say about it. Plain data. */
export type ClipDescription = {
  readonly name: string;
  readonly family: ClipFamily;
  /** The checkpoint that it was made from, where its files say so. */
  readonly checkpoint?: string;
  /** Length of an embedding. */
  readonly dimension: number;
  /** Tokens of a text, with those that mark its start and end. */
  readonly contextLength: number;
  readonly vocabularySize: number;
  /** What the vision model sees, in pixels; the size of a patch, where it has patches. */
  readonly image: { readonly width: number; readonly height: number; readonly patchSize?: number };
  /** How pictures are prepared. */
  readonly preprocessing: Preprocessing;
  /** The activation of each tower's layers by its name in transformers, where the settings say it. */
  readonly activations?: { readonly text?: string; readonly vision?: string };
  /** Which variants there are, with their ONNX files; left out where the place can't list its files. */
  readonly variants?: readonly { readonly variant: ModelVariant; readonly files: readonly string[] }[];
  /** Every file, with its size where it is known; left out where the place can't list them. */
  readonly files?: readonly DescribedFile[];
};

/**
 * Describes a model by its settings and its list of files. No ONNX file is read.
 *
 * @throws Alt2imgError `clip/bad-file`, `clip/unsupported-model`, `clip/unsupported-preprocessing`; what the folder throws
 */
export async function describeClip(
  folder: StatFolder,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<ClipDescription> {
  const config = await readModelConfig(folder, signal);
  const preprocessing = await readPreprocessing(folder, config, signal);
  const models = await listModels(folder);
  const { family, checkpoint, dimension, contextLength, vocabularySize, patchSize, activations } = config;
  return {
    name: folder.name,
    family,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    dimension,
    contextLength,
    vocabularySize,
    image: {
      width: preprocessing.width,
      height: preprocessing.height,
      ...(patchSize === undefined ? {} : { patchSize }),
    },
    preprocessing,
    ...(activations === undefined ? {} : { activations }),
    ...(models === undefined
      ? {}
      : {
          variants: models.map((paths) => ({
            variant: paths.variant,
            files: "combined" in paths ? [paths.combined] : [paths.text, paths.vision],
          })),
          files: await describeFiles(folder, signal),
        }),
  };
}

async function describeFiles(folder: StatFolder, signal: AbortSignal | undefined): Promise<DescribedFile[]> {
  const files: DescribedFile[] = [];
  for (const path of (await folder.list?.()) ?? []) files.push({ path, ...(await folder.stat?.(path, { signal })) });
  return files;
}
