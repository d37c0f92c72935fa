import { cos, log, sin } from "./libm.js";
import { philox4x32, type Words4 } from "./philox.js";
import { checkSeed } from "./seed.js";
import { checkSize } from "./size.js";

/** The size of a GPU, which decides which thread makes which number. The defaults are those of an NVIDIA A100. */
export type CudaDevice = {
  /** `torch.cuda.get_device_properties().multi_processor_count`; 108 unless given. */
  multiprocessors?: number;
  /** `max_threads_per_multi_processor` of the same; 2048 unless given. */
  threadsPerMultiprocessor?: number;
};

/** A generator with PyTorch's distributions on CUDA. Sizes are numbers of elements. */
export type CudaGenerator = {
  /** `torch.rand` in float32: in [0, 1). */
  rand(size: number): Float32Array;
  /** `torch.randn` in float32. */
  randn(size: number): Float32Array;
};

const BLOCK = 256;
/** 2π · 2⁻³², as curand rounds it. */
const TO_ANGLE = 1.462918119976564e-9;

/**
 * PyTorch's CUDA generator: the numbers of `torch.Generator("cuda").manual_seed(seed)`, for replaying pictures that were
 * made on a GPU. The GPU matters only for sizes over 256 · multiprocessors · ⌊threadsPerMultiprocessor / 256⌋: 221,184 on an A100.
 *
 * `randn` isn't bit-equal: a GPU approximates logarithm, sine and cosine. We compute them exactly, within about 3e-6.
 * Checked, without a GPU, with the known answers of Random123 for Philox, and with published CUDA output for the seeds
 * 0 and 42, to the four decimals that it has, also over several calls; larger sizes than the GPU has threads follow
 * PyTorch's source and aren't checked.
 *
 * @param seed an integer in [-2⁶³, 2⁶⁴), all of whose 64 bits count
 * @throws Alt2imgError `core/seed` for any other seed, `core/random-size` for sizes and numbers that aren't counts
 * @see PyTorch, aten/src/ATen/native/cuda/DistributionTemplates.h; CUDA, curand_normal.h and curand_uniform.h
 */
export function createCudaGenerator(
  seed: number | bigint,
  { multiprocessors = 108, threadsPerMultiprocessor = 2048 }: CudaDevice = {},
): CudaGenerator {
  const bits = checkSeed(seed);
  const key: [number, number] = [Number(BigInt.asUintN(32, bits)), Number(BigInt.asUintN(32, bits >> 32n))];
  const mostBlocks = Math.max(1, checkSize(multiprocessors) * Math.floor(checkSize(threadsPerMultiprocessor) / BLOCK));
  let offset = 0;

  /** Thread t makes four numbers at a time: for the places t, t + threads, t + 2 · threads and t + 3 · threads. */
  const fill = (size: number, transform: (words: Words4) => Words4): Float32Array => {
    const data = new Float32Array(checkSize(size));
    if (size === 0) return data;
    const threads = BLOCK * Math.min(Math.ceil(size / BLOCK), mostBlocks);
    const rounds = Math.ceil(size / (4 * threads));
    for (let round = 0; round < rounds; round++) {
      const counter = offset + round;
      for (let thread = 0; thread < threads; thread++) {
        const first = 4 * threads * round + thread;
        if (first >= size) break;
        const numbers = transform(philox4x32([counter >>> 0, Math.floor(counter / 2 ** 32), thread, 0], key));
        for (let i = 0; i < 4; i++) if (first + i * threads < size) data[first + i * threads] = numbers[i]!;
      }
    }
    offset += rounds;
    return data;
  };
  return { rand: (size) => fill(size, uniform), randn: (size) => fill(size, normal) };
}

/** A float32 in (0, 1]. */
const fraction = (word: number): number => Math.fround(Math.fround(word) / 2 ** 32 + 2 ** -33);

/** PyTorch makes [0, 1) of (0, 1] by taking 0 for 1. */
const uniform = (words: Words4): Words4 => words.map((word) => fraction(word) % 1) as Words4;

function normal([a, b, c, d]: Words4): Words4 {
  return [...boxMuller(a, b), ...boxMuller(c, d)];
}

function boxMuller(x: number, y: number): [number, number] {
  const radius = Math.sqrt(-2 * log(fraction(x)));
  const angle = Math.fround(Math.fround(y) * TO_ANGLE + TO_ANGLE / 2);
  return [radius * sin(angle), radius * cos(angle)];
}
