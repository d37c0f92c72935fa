import { sampleConsistency } from "./consistency.js";
import { sampleDdim } from "./ddim.js";
import { sampleDdpm } from "./ddpm.js";
import { sampleDeis } from "./deis.js";
import { sampleDpmAdaptive } from "./dpm-adaptive.js";
import { type DpmMultistepOptions, sampleDpmMultistep } from "./dpm-multistep.js";
import { sampleDpmSinglestep } from "./dpm-singlestep.js";
import { sampleDpm2 } from "./dpm2.js";
import { sampleDpm2Ancestral } from "./dpm2-ancestral.js";
import { sampleDpmpp2sAncestral } from "./dpmpp-2s-ancestral.js";
import { sampleDpmppSde } from "./dpmpp-sde.js";
import { sampleEuler } from "./euler.js";
import { sampleEulerAncestral } from "./euler-ancestral.js";
import { sampleHeun } from "./heun.js";
import { sampleLcm } from "./lcm.js";
import { sampleLms } from "./lms.js";
import { samplePndm } from "./pndm.js";
import type { Sampler, StochasticOptions } from "./sampler.js";
import { sampleTcd } from "./tcd.js";
import { sampleUnipc } from "./unipc.js";

/** A sampler and what one may want to know before choosing it. */
export type SamplerInfo = {
  readonly name: string;
  readonly sample: Sampler<StochasticOptions>;
  /** The order of convergence on smooth problems, without noise. */
  readonly order: number;
  /** Whether it adds noise with its default options. */
  readonly stochastic: boolean;
  /** Calls of the denoiser in each step but the last one, which is mostly to sigma 0 and takes 1; the first one of `pndm` takes 2. */
  readonly callsPerStep: number;
  /** The paper's address. */
  readonly paper: string;
};

/** All samplers by name. Marked as pure, so that a bundle with one sampler leaves the others out. */
export const samplers: readonly SamplerInfo[] = /* @__PURE__ */ listSamplers();

function listSamplers(): SamplerInfo[] {
  return [
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
    info("ddpm", sampleDdpm, 1, true, 1, "https://arxiv.org/abs/2006.11239"),
    info("ddim", sampleDdim, 1, false, 1, "https://arxiv.org/abs/2010.02502"),
    info("pndm", samplePndm, 2, false, 1, "https://arxiv.org/abs/2202.09778"),
    info("dpm_multistep", sampleDpmMultistep, 2, false, 1, "https://arxiv.org/abs/2211.01095"),
    info("dpm_singlestep", sampleDpmSinglestep, 2, false, 1, "https://arxiv.org/abs/2206.00927"),
    info("dpmpp_2m", multistep({ order: 2 }), 2, false, 1, "https://arxiv.org/abs/2211.01095"),
    info("dpmpp_3m", multistep({ order: 3 }), 2, false, 1, "https://arxiv.org/abs/2211.01095"),
    info("dpmpp_2m_sde", multistep({ order: 2, eta: 1 }), 2, true, 1, "https://arxiv.org/abs/2211.01095"),
    info("dpmpp_3m_sde", multistep({ order: 3, eta: 1 }), 2, true, 1, "https://arxiv.org/abs/2211.01095"),
    info("deis", sampleDeis, 2, false, 1, "https://arxiv.org/abs/2204.13902"),
    info("unipc", sampleUnipc, 2, false, 1, "https://arxiv.org/abs/2302.04867"),
    info("lcm", sampleLcm, 1, true, 1, "https://arxiv.org/abs/2310.04378"),
    // With eta above 0, it needs the option `sigmaOf`, too.
    info(
      "tcd",
      (denoise, x, schedule, options) => sampleTcd(denoise, x, schedule, { eta: 0, ...options }),
      1,
      false,
      1,
      "https://arxiv.org/abs/2402.19159",
    ),
    // Both are Euler's method in the form "flow".
    info("iadb", sampleEuler, 1, false, 1, "https://arxiv.org/abs/2305.03486"),
    info("dino", sampleEuler, 1, false, 1, "https://madebyoll.in/posts/dino_diffusion/"),
  ];
}

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

/** As in k-diffusion, which keeps the order in the last steps. */
function multistep(defaults: DpmMultistepOptions): Sampler<StochasticOptions> {
  return (denoise, x, schedule, options) =>
    sampleDpmMultistep(denoise, x, schedule, { lowerOrderFinal: false, ...defaults, ...options });
}
