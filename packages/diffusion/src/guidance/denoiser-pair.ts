import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";

/** A denoiser that knows what to draw, and one that doesn't (or knows what not to draw, or is a weaker model). */
export type DenoiserPair = {
  /** Alone, for noise levels without guidance. */
  readonly conditional: Denoiser;
  /** Both for the same sample; a network can take them as one batch. */
  readonly both: (...call: Parameters<Denoiser>) => Promise<{ conditional: Tensor; unconditional: Tensor }>;
};

/** Two denoisers as a pair: two calls at each step. */
export function pairOf(conditional: Denoiser, unconditional: Denoiser): DenoiserPair {
  return {
    conditional,
    both: async (...call) => {
      const [one, other] = await Promise.all([conditional(...call), unconditional(...call)]);
      return { conditional: one, unconditional: other };
    },
  };
}
