import type { Tensor } from "@alt2img/core";
import { combine } from "../tensor/combine.js";

/** What the network knows of a prompt. Plain data. */
export type Condition = {
  /** What it attends to: the text encoder's states, `[1, tokens, hidden size]`; of several encoders, joined as in diffusers. */
  readonly states: Tensor;
  /** The prompt as a whole, `[1, size]`: of Stable Diffusion XL and 3, and FLUX. */
  readonly pooled?: Tensor;
  /** The guidance that a distilled model is told in place of a second call: FLUX.1 [dev], latent consistency models. */
  readonly guidance?: number;
};

/** What is on the straight way from one prompt's states to another's. */
export function between(from: Condition, to: Condition, share: number): Condition {
  const mixed = (a: Tensor, b: Tensor): Tensor => combine([1 - share, a], [share, b]);
  return {
    ...from,
    states: mixed(from.states, to.states),
    ...(from.pooled && to.pooled ? { pooled: mixed(from.pooled, to.pooled) } : {}),
  };
}
