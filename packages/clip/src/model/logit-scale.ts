import type { ModelFolder } from "@alt2img/core";
import type { Session } from "@alt2img/onnx";
import type { ModelConfig } from "../config/model-config.js";
import { dot, normalizedRows } from "../embed/normalize.js";
import { openWeights } from "../weights/open-weights.js";

/** How a cosine becomes a logit: `exp(logitScale) * cosine + logitBias`. */
export type LogitScale = {
  /** Before `exp`, as in the checkpoint. */
  readonly logitScale: number;
  /** SigLIP's; CLIP has none. */
  readonly logitBias?: number;
};

/**
 * Finds the scale, which is neither in `config.json` nor in the ONNX files of single towers: from the weights next to
 * them, from what a model with both towers computes, or from publications.
 *
 * @param combined the session of a model with both towers, and two texts for it
 * @returns `undefined` if it can't be found
 */
export async function findLogitScale(
  folder: ModelFolder,
  config: ModelConfig,
  combined: { session: Session; ids: readonly (readonly number[])[]; height: number; width: number } | undefined,
  signal: AbortSignal | undefined,
): Promise<LogitScale | undefined> {
  return (
    (await fromWeights(folder, config, signal)) ??
    (combined === undefined ? undefined : await fromLogits(combined, config, signal)) ??
    published(config)
  );
}

async function fromWeights(
  folder: ModelFolder,
  { family }: ModelConfig,
  signal: AbortSignal | undefined,
): Promise<LogitScale | undefined> {
  const weights = await openWeights(folder, signal);
  const names = family === "siglip" ? ["logit_scale", "logit_bias"] : ["logit_scale"];
  if (weights === undefined || !names.every(weights.has)) return undefined;
  const [scale, bias] = await Promise.all(names.map(async (name) => (await weights.read(name, signal)).data[0]!));
  return { logitScale: scale!, ...(bias === undefined ? {} : { logitBias: bias }) };
}

/** Fits a line through the four cosines and four logits of two texts and two pictures. */
async function fromLogits(
  {
    session,
    ids,
    height,
    width,
  }: { session: Session; ids: readonly (readonly number[])[]; height: number; width: number },
  { family, dimension }: ModelConfig,
  signal: AbortSignal | undefined,
): Promise<LogitScale | undefined> {
  const outputs = ["logits_per_image", "text_embeds", "image_embeds"];
  if (!outputs.every((name) => session.outputs.some((output) => output.name === name))) return undefined;
  const size = 3 * height * width;
  const pixels = Float32Array.from({ length: 2 * size }, (_, i) => (i < size ? 0 : Math.sin(i)));
  const dims = [ids.length, ids[0]!.length];
  const hasMask = session.inputs.some(({ name }) => name === "attention_mask");
  const results = await session.run(
    {
      input_ids: { dims, data: BigInt64Array.from(ids.flat(), BigInt) },
      pixel_values: { dims: [2, 3, height, width], data: pixels },
      ...(hasMask ? { attention_mask: { dims, data: new BigInt64Array(dims[0]! * dims[1]!).fill(1n) } } : {}),
    },
    { outputs, signal },
  );
  const floats = (name: string): Float32Array => results[name]!.data as Float32Array;
  const texts = normalizedRows(floats("text_embeds"), dimension, "text");
  const images = normalizedRows(floats("image_embeds"), dimension, "image");
  const cosines = images.flatMap((image) => texts.map((text) => dot(image, text)));
  const { slope, intercept } = line(cosines, [...floats("logits_per_image")], family === "siglip");
  if (!(slope > 0)) return undefined;
  return { logitScale: Math.log(slope), ...(family === "siglip" ? { logitBias: intercept } : {}) };
}

/** Least squares; without an intercept, through the origin. */
function line(x: readonly number[], y: readonly number[], hasIntercept: boolean): { slope: number; intercept: number } {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x0, y0] = hasIntercept ? [mean(x), mean(y)] : [0, 0];
  const xy = x.reduce((sum, value, i) => sum + (value - x0) * (y[i]! - y0), 0);
  const xx = x.reduce((sum, value) => sum + (value - x0) ** 2, 0);
  const slope = xy / xx;
  return { slope, intercept: y0 - slope * x0 };
}

/** Radford et al. 2021, §2.5: the scale is clipped at 100, and all of OpenAI's models ended there. */
function published({ checkpoint = "" }: ModelConfig): LogitScale | undefined {
  return /^openai\/clip-/.test(checkpoint) ? { logitScale: Math.log(100) } : undefined;
}
