/**
 * Random numbers from a seed, the same as PyTorch's to the last bit.
 * @module random
 */

export { type CudaDevice, type CudaGenerator, createCudaGenerator } from "./random/cuda-generator.js";
export {
  createGenerator,
  type DrawOptions,
  type FloatArrays,
  type RandomGenerator,
} from "./random/generator.js";
export { createRandom, type Random } from "./random/random.js";
