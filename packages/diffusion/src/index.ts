export {
  type LocalDenoiser,
  type LocalOptions,
  localDenoiser,
  type PixelPlace,
  type PixelSource,
} from "./closed-form/local-denoiser.js";
export { type GaussianMixture, mixtureDenoiser } from "./closed-form/mixture-denoiser.js";
export { type OptimalDenoiser, type OptimalOptions, optimalDenoiser } from "./closed-form/optimal-denoiser.js";
export type { Denoiser } from "./denoiser/denoiser.js";
export { type EdmNetwork, type EdmOptions, edmDenoiser } from "./denoiser/edm-denoiser.js";
export { clipDenoised, type ThresholdOptions, thresholdDenoised } from "./denoiser/limit-denoised.js";
export {
  type Network,
  type NetworkOptions,
  networkDenoiser,
  type PredictionType,
} from "./denoiser/network-denoiser.js";
export { addNoise } from "./edit/add-noise.js";
export { inpaint } from "./edit/inpaint.js";
export { type DenoiserPair, pairOf } from "./guidance/denoiser-pair.js";
export { type GuidanceOptions, guide } from "./guidance/guide.js";
export { guideAway, type PerpendicularNegativeOptions } from "./guidance/perpendicular-negative.js";
export { sampleCfgPlusPlus } from "./guidance/sample-cfg-plus-plus.js";
export type { AncestralOptions } from "./sampler/ancestral.js";
export { type BrownianTreeOptions, brownianTreeNoise } from "./sampler/brownian-tree.js";
export type { ChurnOptions } from "./sampler/churn.js";
export { type ConsistencyOptions, sampleConsistency } from "./sampler/consistency.js";
export { type DdimOptions, sampleDdim } from "./sampler/ddim.js";
export { type DdpmOptions, sampleDdpm } from "./sampler/ddpm.js";
export { type DeisOptions, sampleDeis } from "./sampler/deis.js";
export { type DpmAdaptiveOptions, sampleDpmAdaptive } from "./sampler/dpm-adaptive.js";
export { type DpmMultistepOptions, sampleDpmMultistep } from "./sampler/dpm-multistep.js";
export { type DpmSinglestepOptions, sampleDpmSinglestep, singlestepOrders } from "./sampler/dpm-singlestep.js";
export type { DpmSolverOptions } from "./sampler/dpm-solver-options.js";
export { sampleDpm2 } from "./sampler/dpm2.js";
export { sampleDpm2Ancestral } from "./sampler/dpm2-ancestral.js";
export { sampleDpmpp2sAncestral } from "./sampler/dpmpp-2s-ancestral.js";
export { type DpmppSdeOptions, sampleDpmppSde } from "./sampler/dpmpp-sde.js";
export { sampleEuler } from "./sampler/euler.js";
export { sampleEulerAncestral } from "./sampler/euler-ancestral.js";
export type { Extrapolated } from "./sampler/exponential.js";
export { sampleHeun } from "./sampler/heun.js";
export { type LcmOptions, sampleLcm } from "./sampler/lcm.js";
export { type LmsOptions, sampleLms } from "./sampler/lms.js";
export { gaussianNoise } from "./sampler/noise.js";
export type { PidOptions } from "./sampler/pid.js";
export { type PndmOptions, samplePndm } from "./sampler/pndm.js";
export type { NoiseSource, Sampler, SamplerOptions, SamplerStep, StochasticOptions } from "./sampler/sampler.js";
export { type SamplerInfo, samplers } from "./sampler/samplers.js";
export { sampleTcd, type TcdOptions } from "./sampler/tcd.js";
export { sampleUnipc, type UnipcOptions } from "./sampler/unipc.js";
export { betaSigmas } from "./schedule/beta.js";
export {
  alphasCumprod,
  betasForAlphaBar,
  exponentialBetas,
  laplaceBetas,
  linearBetas,
  rescaleZeroTerminalSnr,
  scaledLinearBetas,
  sigmoidBetas,
  squaredCosineBetas,
} from "./schedule/betas.js";
export { exponentialSigmas } from "./schedule/exponential.js";
export {
  dynamicShift,
  flowSigmas,
  flowTimeOf,
  shiftFlowTime,
  sigmaOfFlowTime,
  stretchToTerminal,
} from "./schedule/flow.js";
export { karrasSigmas } from "./schedule/karras.js";
export { type NoiseTable, sigmaOf, timestepOf } from "./schedule/noise-table.js";
export { polyexponentialSigmas } from "./schedule/polyexponential.js";
export {
  type Form,
  type Level,
  levelAt,
  noiseScale,
  type Schedule,
  signalScale,
  targetAt,
} from "./schedule/schedule.js";
export { initNoiseSigma, scheduleFromConfig } from "./schedule/schedule-from-config.js";
export type { ScheduleOptions } from "./schedule/schedule-options.js";
export type { SamplerName, SchedulerClass } from "./schedule/scheduler-classes.js";
export { noiseTableOf, readSchedulerConfig, type SchedulerConfig } from "./schedule/scheduler-config.js";
export type { SchedulerFields, VarianceType } from "./schedule/scheduler-fields.js";
export { sgmUniformSigmas } from "./schedule/sgm-uniform.js";
export { type SpacingOptions, spacedTimesteps, type TimestepSpacing } from "./schedule/spacing.js";
export { cutByStrength } from "./schedule/strength.js";
export { vpSigmas } from "./schedule/variance-preserving.js";
export { slerp } from "./tensor/slerp.js";
