import type { Tensor } from "@alt2img/core";
import type { Condition } from "../condition.js";
import type { TokenizedPrompt } from "../prompt-tokenizer.js";
import type { AttentionWatch } from "../unet.js";
import { addAttention, type CrossAttention } from "./cross-attention.js";

/** Adds up the attention of the calls of a step, and of all steps of a picture. */
export type AttentionRecorder = {
  readonly watch: AttentionWatch;
  /** The sum since the last call of this function. */
  takeStep(): CrossAttention;
  /** The sum of all steps since the last call of this function. */
  takePicture(): CrossAttention;
};

export function recordAttention(
  condition: Condition,
  { tokens, words }: Pick<TokenizedPrompt, "tokens" | "words">,
  sizes: Pick<CrossAttention, "latentSize" | "pictureSize">,
): AttentionRecorder {
  let step: readonly Tensor[] | undefined;
  let picture: readonly Tensor[] | undefined;
  const attention = (layers: readonly Tensor[] = []): CrossAttention => ({ words, ...sizes, layers });
  return {
    watch: {
      condition,
      tokens: tokens.length,
      see(layers) {
        step = addAttention(step, layers);
      },
    },
    takeStep() {
      const taken = step;
      if (taken !== undefined) picture = addAttention(picture, taken);
      step = undefined;
      return attention(taken);
    },
    takePicture() {
      const taken = picture;
      picture = undefined;
      return attention(taken);
    },
  };
}
