import type { Tensor } from "@alt2img/core";
import type { PromptWord } from "../prompt/prompt-words.js";

/**
 * How much each place of a picture looked at each token of the prompt, in every head of every layer: for one step, or summed over
 * steps. Plain data; `wordMaps` makes pictures of it.
 */
export type CrossAttention = {
  /** The words that the model saw, and which tokens they are. */
  readonly words: readonly PromptWord[];
  /** Of the latents. */
  readonly latentSize: readonly [height: number, width: number];
  /** Of the picture, in pixels. */
  readonly pictureSize: readonly [height: number, width: number];
  /**
   * From the first layer to the last one: probabilities, `[heads, tokens, height, width]`. Tokens are counted from the one that
   * marks the start of the prompt to the one that marks its end, padding left out.
   */
  readonly layers: readonly Tensor[];
};

/**
 * The probabilities of a layer as the network gives them, with the tokens first.
 *
 * @param probabilities of one sample: for each head, each place and each token
 * @param latentSize height and width of the latents
 * @param tokens how many of the tokens are kept
 * @returns `[heads, tokens, height, width]`
 */
export function attentionLayer(
  probabilities: { readonly data: Float32Array; readonly places: number; readonly tokens: number },
  latentSize: readonly [height: number, width: number],
  tokens: number,
): Tensor {
  const { data, places, tokens: all } = probabilities;
  const [height, width] = layerSize(places, latentSize);
  const heads = data.length / (places * all);
  const layer = new Float32Array(heads * tokens * places);
  for (let head = 0; head < heads; head++) {
    for (let token = 0; token < tokens; token++) {
      const [to, from] = [(head * tokens + token) * places, head * places * all + token];
      for (let place = 0; place < places; place++) layer[to + place] = data[from + place * all]!;
    }
  }
  return { dims: [heads, tokens, height, width], data: layer };
}

/** Each level of a U-Net has half as many rows and columns as the one before, rounded up. */
function layerSize(places: number, [height, width]: readonly [number, number]): readonly [number, number] {
  let size = [height, width] as [number, number];
  while (size[0] * size[1] > places) size = [Math.ceil(size[0] / 2), Math.ceil(size[1] / 2)];
  return size;
}

/** The sum of two, place by place; the first one is left out at the beginning. */
export function addAttention(sum: readonly Tensor[] | undefined, layers: readonly Tensor[]): readonly Tensor[] {
  if (sum === undefined) return layers.map(({ dims, data }) => ({ dims, data: data.slice() }));
  return layers.map(({ dims, data }, i) => ({ dims, data: data.map((value, k) => value + sum[i]!.data[k]!) }));
}
