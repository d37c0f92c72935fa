import type { Embedding, ModelFolder, Tensor } from "@alt2img/core";
import { normalizedRows } from "../embed/normalize.js";
import { openWeights } from "../weights/open-weights.js";
import type { Clip } from "./clip.js";
import type { EmbeddedPatches } from "./embed-options.js";

/** Turns patch states into embeddings that can be compared with those of texts. */
type PatchProjection = (states: Tensor) => Embedding[];

const LAYER_NORM_EPSILON = 1e-5;

/**
 * CLIP projects only the state of its class token. The same norm and projection, applied to the state of each patch, put it
 * in the space of the texts. They are in the weights next to the ONNX files, not in these.
 *
 * @returns `undefined` if the folder has no such weights
 * @throws Alt2imgError `clip/bad-file`; what the folder throws
 */
export async function readPatchProjection(
  folder: ModelFolder,
  signal: AbortSignal | undefined,
): Promise<PatchProjection | undefined> {
  const weights = await openWeights(folder, signal);
  const names = [
    "visual_projection.weight",
    "vision_model.post_layernorm.weight",
    "vision_model.post_layernorm.bias",
  ] as const;
  if (weights === undefined || !names.every(weights.has)) return undefined;
  const [projection, gain, bias] = await Promise.all(names.map((name) => weights.read(name, signal)));
  return ({ dims, data }) => {
    const width = dims.at(-1)!;
    const [dimension] = projection!.dims as [number];
    const rows = data.length / width;
    const projected = new Float32Array(rows * dimension);
    for (let row = 0; row < rows; row++) {
      const state = layerNorm(data.subarray(row * width, (row + 1) * width), gain!.data, bias!.data);
      for (let i = 0; i < dimension; i++) {
        let sum = 0;
        for (let k = 0; k < width; k++) sum += projection!.data[i * width + k]! * state[k]!;
        projected[row * dimension + i] = sum;
      }
    }
    return normalizedRows(projected, dimension, "patch");
  };
}

function layerNorm(state: Float32Array, gain: Float32Array, bias: Float32Array): Float32Array {
  const mean = state.reduce((sum, value) => sum + value, 0) / state.length;
  const variance = state.reduce((sum, value) => sum + (value - mean) ** 2, 0) / state.length;
  const scale = 1 / Math.sqrt(variance + LAYER_NORM_EPSILON);
  return state.map((value, i) => (value - mean) * scale * gain[i]! + bias[i]!);
}

type Patches = {
  readonly embedPixels: Clip["embedPixels"];
  readonly patchSize: number | undefined;
  readonly readProjection: (signal: AbortSignal | undefined) => Promise<PatchProjection | undefined>;
};

/** Embeds patches; the projection is read when it is first needed. */
export function patchEmbedder({ embedPixels, patchSize, readProjection }: Patches): Clip["embedPatches"] {
  let reading: Promise<PatchProjection | undefined> | undefined;
  return async function embedPatches(pixelValues, { signal } = {}): Promise<EmbeddedPatches | undefined> {
    signal?.throwIfAborted();
    if (patchSize === undefined) return undefined;
    // A read that was aborted is tried again the next time.
    reading ??= readProjection(signal).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    const project = await reading;
    if (project === undefined) return undefined;
    const batch = { dims: [1, ...pixelValues.dims], data: pixelValues.data };
    const { patchStates } = await embedPixels(batch, { patchStates: true, signal });
    const [, height = 0, width = 0] = pixelValues.dims;
    const [columns, rows] = [Math.floor(width / patchSize), Math.floor(height / patchSize)];
    const [, tokens, size] = patchStates?.dims ?? [];
    // The class token comes first.
    if (patchStates === undefined || size === undefined || tokens !== columns * rows + 1) return undefined;
    const states = { dims: [columns * rows, size], data: patchStates.data.subarray(size) };
    return { columns, rows, embeddings: project(states) };
  };
}
