export {
  type LocalDenoiser,
  type LocalOptions,
  localDenoiser,
  type PixelPlace,
  type PixelSource,
} from "./closed-form/local-denoiser.js";
export { type GaussianMixture, mixtureDenoiser } from "./closed-form/mixture-denoiser.js";
export { type OptimalDenoiser, optimalDenoiser } from "./closed-form/optimal-denoiser.js";
export type { Denoiser } from "./denoiser/denoiser.js";
export { clipDenoised, type ThresholdOptions, thresholdDenoised } from "./denoiser/limit-denoised.js";
export {
  type Network,
  type NetworkOptions,
  networkDenoiser,
  type PredictionType,
} from "./denoiser/network-denoiser.js";
export { sampleEuler } from "./sampler/euler.js";
export type { NoiseSource, Sampler, SamplerOptions, SamplerStep, StochasticOptions } from "./sampler/sampler.js";
export { karrasSigmas } from "./schedule/karras.js";
export { type Form, type Level, levelAt, noiseScale, type Schedule, signalScale } from "./schedule/schedule.js";
