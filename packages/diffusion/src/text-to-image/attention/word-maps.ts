import type { Tensor } from "@alt2img/core";
import { upsampleBicubic } from "../../tensor/upsample-bicubic.js";
import type { PromptWord } from "../prompt/prompt-words.js";
import type { CrossAttention } from "./cross-attention.js";

export type WordMapOptions = {
  /** How large the maps are. Default: as large as the picture. */
  size?: "picture" | "latents" | undefined;
  /** Divides by the sum over all tokens of the prompt, so that each place says which words had most of it. Default false. */
  normalize?: boolean | undefined;
};

/** Where one word of a prompt was attended to. Plain data. */
export type WordMap = PromptWord & {
  /** `[height, width]`, 0 or more. */
  readonly map: Tensor;
};

/**
 * Which words drew which pixels, as DAAM defines it: each head of each layer is enlarged to the size of the latents (bicubic, and
 * negative values become 0), then their mean is taken, and that of the tokens of a word. A value is the share of attention that a place gave to
 * the word, from 0 to 1; of several steps, the sum of the shares. As in DAAM, layers of an eighth of the latents' height aren't counted.
 *
 * @param attention a step's or a picture's, from `generate` with `attention: true`
 * @returns one map for each word that the model saw, in the order of the prompt
 * @see Tang et al. 2023, “What the DAAM”, https://arxiv.org/abs/2210.04885; https://github.com/castorini/daam
 */
export function wordMaps(
  attention: CrossAttention,
  { size = "picture", normalize = false }: WordMapOptions = {},
): WordMap[] {
  const { words, latentSize, pictureSize } = attention;
  const tokens = normalize ? normalized(tokenMaps(attention)) : tokenMaps(attention);
  return words.map((word) => {
    const map = meanOf(tokens, word.start, word.end);
    if (size === "latents") return { ...word, map: { dims: latentSize, data: map } };
    const enlarged = upsampleBicubic({ dims: [1, ...latentSize], data: map }, pictureSize);
    return { ...word, map: { dims: pictureSize, data: enlarged.data.map(positive) } };
  });
}

const positive = (value: number): number => Math.max(value, 0);

/** The mean over heads and layers, `[tokens, height, width]` of the latents. */
function tokenMaps({ layers, latentSize }: CrossAttention): Tensor {
  const [height, width] = latentSize;
  const counted = layers.filter(({ dims }) => dims[2]! * SMALLEST > height);
  const used = counted.length > 0 ? counted : layers;
  const tokens = used[0]!.dims[1]!;
  const sum = new Float64Array(tokens * height * width);
  let count = 0;
  for (const { dims, data } of used) {
    const [heads, , rows, columns] = dims as [number, number, number, number];
    count += heads;
    const large = upsampleBicubic({ dims: [heads * tokens, rows, columns], data }, latentSize).data;
    for (let i = 0; i < large.length; i++) sum[i % sum.length]! += positive(large[i]!);
  }
  return { dims: [tokens, height, width], data: Float32Array.from(sum, (value) => value / count) };
}

/** The layers in the middle of Stable Diffusion are this many times smaller than the latents, and too coarse. */
const SMALLEST = 8;

/** The tokens that mark start and end aren't part of the sum. */
function normalized({ dims, data }: Tensor): Tensor {
  const [tokens, height, width] = dims as [number, number, number];
  const area = height * width;
  const sums = new Float64Array(area);
  for (let i = area; i < (tokens - 1) * area; i++) sums[i % area]! += data[i]!;
  return { dims, data: data.map((value, i) => value / (sums[i % area]! + 1e-6)) };
}

function meanOf({ dims, data }: Tensor, start: number, end: number): Float32Array {
  const area = dims[1]! * dims[2]!;
  return Float32Array.from({ length: area }, (_, place) => {
    let sum = 0;
    for (let token = start; token < end; token++) sum += data[token * area + place]!;
    return sum / (end - start);
  });
}
