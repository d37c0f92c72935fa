import type { ModelFolder, OnProgress } from "@alt2img/core";
import type { PixelDecoder } from "@alt2img/image";
import type { CreateSessionOptions } from "@alt2img/onnx";
import { clipError } from "../clip-error.js";
import { type ModelConfig, readModelConfig } from "../config/model-config.js";
import { checkKnownTexts, type KnownText } from "../known/known-texts.js";
import { openPictureReader } from "../pixels/open-picture-reader.js";
import type { PictureReader } from "../pixels/picture-reader.js";
import type { Preprocessing } from "../pixels/preprocessing.js";
import type { PreprocessingReference } from "../pixels/preprocessing-reference.js";
import { readPreparation } from "../pixels/read-preparation.js";
import { openTokenizer } from "../tokens/load-tokenizer.js";
import type { TextCleaning } from "../tokens/text-cleaning.js";
import type { ClipTokenizer } from "../tokens/tokenizer.js";
import type { Clip } from "./clip.js";
import { imageEmbedder, pixelEmbedder } from "./embed-images.js";
import { textEmbedder } from "./embed-texts.js";
import { findModels, type ModelVariant } from "./find-models.js";
import { findLogitScale, type LogitScale } from "./logit-scale.js";
import { openTowers, type Towers } from "./open-towers.js";
import { patchEmbedder, readPatchProjection } from "./patches.js";

export type LoadClipOptions = {
  /** Which files to load, if there are several. Default: full precision if available, or else another. */
  variant?: ModelVariant | undefined;
  /** Where the model runs, and on how many threads. By default what `createSession` of `@alt2img/onnx` finds best. */
  session?: Pick<CreateSessionOptions, "device" | "threads"> | undefined;
  /** How texts and pictures are prepared. By default as the model was trained, by what its files say. */
  preparation?:
    | {
        cleaning?: TextCleaning;
        reference?: PreprocessingReference;
        /** Decodes pictures' files; `await loadSharpDecoder()` of `@alt2img/image/node` is faster with PNGs. */
        decoder?: PixelDecoder;
      }
    | undefined;
  /** What you know about the checkpoint and its files don't say. */
  checkpoint?: CheckpointFacts | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes, for each file. */
  onProgress?: OnProgress | undefined;
};

/** Facts of a checkpoint that can't be read from its ONNX files. */
export type CheckpointFacts = Partial<LogitScale> & {
  /** Texts with their ids, to check the tokenizer by instead of those known here. */
  knownTexts?: readonly KnownText[];
};

/**
 * Loads a CLIP or SigLIP in the layout of Hugging Face: `config.json`, `preprocessor_config.json`, `tokenizer.json`, and
 * `text_model.onnx` and `vision_model.onnx` or one `model.onnx` with both, in `onnx/` or next to the others.
 *
 * The model is checked before you get it: its tokenizer by three texts whose ids are known, its inputs and outputs, and
 * the sizes of its pictures.
 *
 * @throws Alt2imgError `clip/no-model`, `clip/bad-file`, `clip/unsupported-model`, `clip/unsupported-preprocessing`,
 *   `clip/wrong-tokenizer`, `clip/option`; what the folder and `createSession` of `@alt2img/onnx` throw
 */
export async function loadClip(
  folder: ModelFolder,
  { variant, session = {}, preparation = {}, checkpoint = {}, signal, onProgress }: LoadClipOptions = {},
): Promise<Clip> {
  signal?.throwIfAborted();
  const [config, paths] = await Promise.all([readModelConfig(folder, signal), findModels(folder, variant)]);
  const [tokenizer, prepared] = await Promise.all([
    openTokenizer(folder, config, { cleaning: preparation.cleaning, signal }),
    readPreparation(folder, config, { reference: preparation.reference, signal }),
  ]);
  checkKnownTexts(tokenizer, config, folder.name, checkpoint.knownTexts);
  const { preprocessing } = prepared;
  const placeholder = {
    ids: tokenizer.tokenize("a").inputIds,
    width: preprocessing.width,
    height: preprocessing.height,
  };
  const opening = openPictureReader(prepared, preparation.decoder, signal);
  // It is awaited later: until then, an abort must not count as unhandled.
  opening.catch(() => {});
  let towers: Towers | undefined;
  try {
    towers = await openTowers(folder, paths, config.family, { session, placeholder, signal, onProgress });
    checkPictureSize(towers, preprocessing, folder.name);
    const scale = { ...(await scaleOf(folder, config, tokenizer, preprocessing, towers, checkpoint, signal)) };
    const pictures = await opening;
    return clipOf(folder, config, paths.variant, { tokenizer, preprocessing, pictures, towers, scale });
  } catch (error) {
    void opening.then(
      (pictures) => pictures.close(),
      () => {},
    );
    await Promise.all(towers?.sessions.map((each) => each.close()) ?? []);
    throw error;
  }
}

function scaleOf(
  folder: ModelFolder,
  config: ModelConfig,
  tokenizer: ClipTokenizer,
  { width, height }: Preprocessing,
  { combined, sessions }: Towers,
  { logitScale, logitBias }: CheckpointFacts,
  signal: AbortSignal | undefined,
): Promise<LogitScale | undefined> | LogitScale {
  if (logitScale !== undefined) return { logitScale, ...(logitBias === undefined ? {} : { logitBias }) };
  const ids = ["a dog", "two red houses by the sea"].map((text) => tokenizer.tokenize(text).inputIds);
  const both = combined ? { session: sessions[0]!, ids, width, height } : undefined;
  return findLogitScale(folder, config, both, signal);
}

function checkPictureSize({ image }: Towers, { width, height }: Preprocessing, folder: string): void {
  const [modelHeight = height, modelWidth = width] = image.size;
  if (modelHeight === height && modelWidth === width) return;
  throw clipError(
    "bad-file",
    `The vision model in ${folder} takes pictures of ${modelWidth} × ${modelHeight}, but preprocessor_config.json makes them ${width} × ${height}. One of them belongs to another model.`,
  );
}

type Parts = {
  readonly tokenizer: ClipTokenizer;
  readonly preprocessing: Preprocessing;
  readonly pictures: PictureReader;
  readonly towers: Towers;
  readonly scale: Partial<LogitScale>;
};

function clipOf(
  folder: ModelFolder,
  config: ModelConfig,
  variant: ModelVariant,
  { tokenizer, preprocessing: { width, height }, pictures, towers, scale }: Parts,
): Clip {
  const { family, dimension, checkpoint, patchSize } = config;
  const [first] = towers.sessions;
  const note = [first!.note, pictures.note].filter(Boolean).join(" ");
  const embedPixels = pixelEmbedder({ tower: towers.image, dimension });
  const close = async (): Promise<void> => {
    pictures.close();
    await Promise.all(towers.sessions.map((each) => each.close()));
  };
  return {
    name: folder.name,
    family,
    dimension,
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...scale,
    image: { width, height, ...(patchSize === undefined ? {} : { patchSize }) },
    contextLength: tokenizer.contextLength,
    runtime: { variant, device: first!.device, ...(note === "" ? {} : { note }) },
    tokenize: tokenizer.tokenize,
    preprocess: (image, { signal } = {}) => pictures.read(image, signal),
    embedTexts: textEmbedder({ tokenizer, tower: towers.text, dimension }, family === "clip"),
    embedImages: imageEmbedder({ read: pictures.read, size: { width, height }, tower: towers.image, dimension }),
    embedPixels,
    embedPatches: patchEmbedder({
      embedPixels,
      patchSize,
      readProjection: async (signal) => (family === "clip" ? readPatchProjection(folder, signal) : undefined),
    }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
