import type { Tensor } from "@alt2img/core";

/** What the network knows of a prompt. Plain data. */
export type Condition = {
  /** What it attends to: the text encoder's states, `[1, tokens, hidden size]`; of several encoders, joined as in diffusers. */
  readonly states: Tensor;
  /** The prompt as a whole, `[1, size]`: of Stable Diffusion XL and 3, and FLUX. */
  readonly pooled?: Tensor;
  /** The guidance that a distilled model is told in place of a second call: FLUX.1 [dev]. */
  readonly guidance?: number;
};
