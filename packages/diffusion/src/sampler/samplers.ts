import { sampleConsistency } from "./consistency.js";
import { sampleDpmAdaptive } from "./dpm-adaptive.js";
import { sampleDpm2 } from "./dpm2.js";
import { sampleDpm2Ancestral } from "./dpm2-ancestral.js";
import { sampleDpmpp2sAncestral } from "./dpmpp-2s-ancestral.js";
import { sampleDpmppSde } from "./dpmpp-sde.js";
import { sampleEuler } from "./euler.js";
import { sampleEulerAncestral } from "./euler-ancestral.js";
import { sampleHeun } from "./heun.js";
import { sampleLms } from "./lms.js";
import type { Sampler, StochasticOptions } from "./sampler.js";

/** A sampler and what one may want to know before choosing it. */
export type SamplerInfo = {
  readonly name: string;
  readonly sample: Sampler<StochasticOptions>;
  /** The order of convergence on smooth problems, without noise. */
  readonly order: number;
  /** Whether it adds noise with its default options. */
  readonly stochastic: boolean;
  /** Calls of the denoiser in each step but the last one, which is mostly to sigma 0 and takes 1. */
  readonly callsPerStep: number;
  /** The paper's address. */
  readonly paper: string;
};

/** All samplers by name. */
export const samplers: readonly SamplerInfo[] = [
  info("euler", sampleEuler, 1, false, 1, "https://arxiv.org/abs/2206.00364"),
  info("euler_ancestral", sampleEulerAncestral, 1, true, 1, "https://arxiv.org/abs/2010.02502"),
  info("heun", sampleHeun, 2, false, 2, "https://arxiv.org/abs/2206.00364"),
  info("dpm2", sampleDpm2, 2, false, 2, "https://arxiv.org/abs/2206.00927"),
  info("dpm2_ancestral", sampleDpm2Ancestral, 2, true, 2, "https://arxiv.org/abs/2206.00927"),
  info("dpmpp_2s_ancestral", sampleDpmpp2sAncestral, 2, true, 2, "https://arxiv.org/abs/2211.01095"),
  info("dpm_sde", sampleDpmppSde, 2, true, 2, "https://arxiv.org/abs/2211.01095"),
  info("lms", sampleLms, 4, false, 1, "https://arxiv.org/abs/2206.00364"),
  info("dpm_adaptive", sampleDpmAdaptive, 3, false, 3, "https://arxiv.org/abs/2206.00927"),
  info("consistency", sampleConsistency, 1, true, 1, "https://arxiv.org/abs/2303.01469"),
  // Both are Euler's method in the form "flow".
  info("iadb", sampleEuler, 1, false, 1, "https://arxiv.org/abs/2305.03486"),
  info("dino", sampleEuler, 1, false, 1, "https://madebyoll.in/posts/dino_diffusion/"),
];

function info(
  name: string,
  sample: Sampler<StochasticOptions>,
  order: number,
  stochastic: boolean,
  callsPerStep: number,
  paper: string,
): SamplerInfo {
  return { name, sample, order, stochastic, callsPerStep, paper };
}
