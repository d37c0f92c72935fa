import { asCount, asNumber, asObject, asString, type Json, type ModelFolder } from "@alt2img/core";
import type { ResampleFilter, Size } from "@alt2img/image";
import { clipError } from "../clip-error.js";
import { readOptionalJson } from "../config/json.js";
import type { ModelConfig } from "../config/model-config.js";

/** The steps, in this order, that prepare a picture for a vision model. Plain data. */
export type Preprocessing = {
  /** The new size, or the new length of the shorter side; without it, the picture isn't resized. */
  readonly resize?: Size | { readonly shortestEdge: number };
  readonly filter: ResampleFilter;
  /** The size of the centre crop. */
  readonly centerCrop?: Size;
  /** The factor that bytes are multiplied by: usually 1 / 255. */
  readonly rescaleFactor: number;
  /** Subtracted from, and divided by, for red, green and blue. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** What the model gets. */
  readonly width: number;
  readonly height: number;
};

const CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const CLIP_STD = [0.26862954, 0.26130258, 0.27577711] as const;
const HALF = [0.5, 0.5, 0.5] as const;

/** By Pillow's numbers, as in `resample`. */
const filters: readonly ResampleFilter[] = ["nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"];

/**
 * Reads `preprocessor_config.json`, or the same in OpenCLIP's configuration. Missing values are the defaults of
 * transformers' processors.
 *
 * @throws Alt2imgError `clip/bad-file`, `clip/unsupported-preprocessing`; what `folder.read` throws
 */
export async function readPreprocessing(
  folder: ModelFolder,
  config: ModelConfig,
  signal?: AbortSignal,
): Promise<Preprocessing> {
  const json = await readOptionalJson(folder, "preprocessor_config.json", signal);
  if (json === undefined && config.preprocessing !== undefined) return fromOpenClip(config.preprocessing, config);
  if (json === undefined) {
    throw clipError(
      "bad-file",
      `${folder.name} has no preprocessor_config.json, so nothing says how to prepare pictures. Add the model's own.`,
    );
  }
  return fromTransformers(json, config);
}

function fromTransformers(json: Json, { family }: ModelConfig): Preprocessing {
  for (const key of ["do_pad", "do_flip_channel_order", "do_reduce_labels"]) {
    if (json[key] === true) throw unsupported(`${key} is true`);
  }
  const type = asString(json["image_processor_type"]) ?? asString(json["feature_extractor_type"]) ?? family;
  const isClip = /clip/i.test(type);
  const size = json["do_resize"] === false ? undefined : resizeOf(json["size"], isClip);
  const crop = (json["do_center_crop"] ?? isClip) === true ? cropOf(json["crop_size"]) : undefined;
  const rescaled = json["do_rescale"] !== false;
  const normalized = json["do_normalize"] !== false;
  return withOutput({
    ...(size === undefined ? {} : { resize: size }),
    filter: filterOf(json["resample"]),
    ...(crop === undefined ? {} : { centerCrop: crop }),
    rescaleFactor: rescaled ? (asNumber(json["rescale_factor"]) ?? 1 / 255) : 1,
    mean: normalized ? threeNumbers(json["image_mean"], isClip ? CLIP_MEAN : HALF, "image_mean") : [0, 0, 0],
    std: normalized ? threeNumbers(json["image_std"], isClip ? CLIP_STD : HALF, "image_std") : [1, 1, 1],
  });
}

function fromOpenClip(json: Json, { imageSize }: ModelConfig): Preprocessing {
  const mode = json["resize_mode"] ?? "shortest";
  const side = asCount(Array.isArray(json["size"]) ? json["size"][0] : json["size"]) ?? imageSize;
  const square = { width: side, height: side };
  if (mode !== "shortest" && mode !== "squash") throw unsupported(`resize_mode is ${JSON.stringify(mode)}`);
  const interpolation = json["interpolation"] ?? "bicubic";
  if (interpolation !== "bicubic" && interpolation !== "bilinear") {
    throw unsupported(`interpolation is ${JSON.stringify(interpolation)}`);
  }
  return withOutput({
    ...(mode === "squash" ? { resize: square } : { resize: { shortestEdge: side }, centerCrop: square }),
    filter: interpolation,
    rescaleFactor: 1 / 255,
    mean: threeNumbers(json["mean"], CLIP_MEAN, "mean"),
    std: threeNumbers(json["std"], CLIP_STD, "std"),
  });
}

function withOutput(preprocessing: Omit<Preprocessing, "width" | "height">): Preprocessing {
  const { centerCrop, resize } = preprocessing;
  const output = centerCrop ?? (resize !== undefined && "width" in resize ? resize : undefined);
  if (output !== undefined) return { ...preprocessing, width: output.width, height: output.height };
  throw unsupported("pictures of different shapes would come out in different sizes");
}

function resizeOf(value: unknown, isClip: boolean): NonNullable<Preprocessing["resize"]> {
  if (value === undefined) return isClip ? { shortestEdge: 224 } : { width: 224, height: 224 };
  const side = asCount(value);
  if (side !== undefined) return isClip ? { shortestEdge: side } : { width: side, height: side };
  const { shortest_edge, longest_edge, width, height } = asObject(value) ?? {};
  const [edge, columns, rows] = [asCount(shortest_edge), asCount(width), asCount(height)];
  if (edge !== undefined && longest_edge === undefined) return { shortestEdge: edge };
  if (columns !== undefined && rows !== undefined) return { width: columns, height: rows };
  throw unsupported(`size is ${JSON.stringify(value)}`);
}

function cropOf(value: unknown): Size {
  if (value === undefined) return { width: 224, height: 224 };
  const side = asCount(value);
  const { width, height } = side === undefined ? (asObject(value) ?? {}) : { width: side, height: side };
  const [columns, rows] = [asCount(width), asCount(height)];
  if (columns !== undefined && rows !== undefined) return { width: columns, height: rows };
  throw unsupported(`crop_size is ${JSON.stringify(value)}`);
}

function filterOf(value: unknown): ResampleFilter {
  const filter = filters[asNumber(value ?? 3) ?? -1];
  if (filter === undefined) throw unsupported(`resample is ${JSON.stringify(value)}`);
  return filter;
}

function threeNumbers(
  value: unknown,
  standard: readonly [number, number, number],
  name: string,
): readonly [number, number, number] {
  if (value === undefined) return standard;
  const [red, green, blue] = Array.isArray(value) ? value.map(asNumber) : [];
  if (red !== undefined && green !== undefined && blue !== undefined) return [red, green, blue];
  throw clipError("bad-file", `${name} in the preprocessing is ${JSON.stringify(value)}; it must be three numbers.`);
}

const unsupported = (what: string) =>
  clipError("unsupported-preprocessing", `The preprocessing can't be done as the configuration says: ${what}.`);
