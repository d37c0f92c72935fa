import { Alt2imgError } from "../error.js";
import { cos, log1p, sin } from "./libm.js";
import { fillNormal16Float32 } from "./normal-float32.js";
import { fillNormal16Float64 } from "./normal-float64.js";
import { createRandom, type Random } from "./random.js";
import { checkSize } from "./size.js";

/** The arrays that hold PyTorch's floating-point types. */
export type FloatArrays = { float32: Float32Array; float64: Float64Array };

/** `dtype` is PyTorch's: `"float32"` unless given. */
export type DrawOptions<D extends keyof FloatArrays> = { dtype?: D };

/**
 * A generator with PyTorch's distributions. Each call continues the stream. A `size` is a number of elements:
 * PyTorch fills a tensor of shape `[1, 4, 64, 64]` with the numbers that it gives for the size 16384.
 */
export type RandomGenerator = Random & {
  /** `torch.rand`: multiples of 2⁻²⁴ (float64: 2⁻⁵³) in [0, 1). */
  rand<D extends keyof FloatArrays = "float32">(size: number, options?: DrawOptions<D>): FloatArrays[D];
  /**
   * `torch.randn`: normal numbers with mean 0 and standard deviation 1. Sizes under 16 are drawn in pairs, and the
   * second of a pair waits for the next call, as in PyTorch.
   */
  randn<D extends keyof FloatArrays = "float32">(size: number, options?: DrawOptions<D>): FloatArrays[D];
  /** `torch.randint`: integers in [low, high), which are safe integers. */
  randint(low: number, high: number, size: number): Float64Array;
  /** `torch.randperm`: the integers in [0, n) in random order. n < 214,748,364: PyTorch has another method from there on. */
  randperm(n: number): Uint32Array;
};

const TWO_PI = 6.283185307179586;
/** `randint` takes one word for smaller ranges, two for these. */
const WIDE_RANGE: number = 2 ** 28;
/** ⌊(2³² - 1) / 20⌋ */
const LARGE_PERMUTATION = 214_748_364;

/**
 * PyTorch's CPU generator, bit for bit: the numbers of `torch.Generator().manual_seed(seed)` on 64-bit x86 Linux, in
 * every JavaScript engine. Compared with PyTorch 2.13 (glibc 2.36, a processor with AVX2 and FMA).
 *
 * PyTorch takes the logarithm and the sine of `randn` from the C library, except for 16 or more float32. In other C
 * libraries they can differ in the last bit, and float32 `randn` does on processors without AVX2: by up to 1.3e-6.
 *
 * @param seed an integer in [-2⁶³, 2⁶⁴); PyTorch uses its low 32 bits
 * @throws Alt2imgError `core/seed` for any other seed; the methods throw `core/random-size` and `core/randint-range`
 * @see PyTorch, aten/src/ATen/core/DistributionsHelper.h and aten/src/ATen/native/cpu/DistributionTemplates.h
 */
export function createGenerator(seed: number | bigint): RandomGenerator {
  const { uint32, uniform } = createRandom(seed);
  const uniform64 = (): number => ((uint32() & 0x1fffff) * 2 ** 32 + uint32()) / 2 ** 53;

  let waiting: number | undefined;
  const normal = (): number => {
    if (waiting !== undefined) {
      const value = waiting;
      waiting = undefined;
      return value;
    }
    const theta = TWO_PI * uniform64();
    const radius = Math.sqrt(-2 * log1p(-uniform64()));
    waiting = radius * sin(theta);
    return radius * cos(theta);
  };

  const fill = <T extends Float32Array | Float64Array>(data: T, next: () => number): T => {
    for (let i = 0; i < data.length; i++) data[i] = next();
    return data;
  };
  const fillNormal = <T extends Float32Array | Float64Array>(
    data: T,
    next: () => number,
    transform: (data: T, start: number) => void,
  ): T => {
    if (data.length < 16) return fill(data, normal);
    fill(data, next);
    for (let start = 0; start + 16 <= data.length; start += 16) transform(data, start);
    if (data.length % 16 !== 0) {
      // The last 16 are drawn again, though some of them were ready.
      const start = data.length - 16;
      for (let i = start; i < data.length; i++) data[i] = next();
      transform(data, start);
    }
    return data;
  };

  return {
    uint32,
    uniform,
    rand: (size, options) =>
      withType(options?.dtype, {
        float32: () => fill(new Float32Array(checkSize(size)), uniform),
        float64: () => fill(new Float64Array(checkSize(size)), uniform64),
      }),
    randn: (size, options) =>
      withType(options?.dtype, {
        float32: () => fillNormal(new Float32Array(checkSize(size)), uniform, fillNormal16Float32),
        float64: () => fillNormal(new Float64Array(checkSize(size)), uniform64, fillNormal16Float64),
      }),
    randint: (low, high, size) => {
      checkRange(low, high);
      const range = high - low;
      const next =
        range < WIDE_RANGE
          ? () => low + (uint32() % range)
          : () => {
              const word = (BigInt(uint32()) << 32n) | BigInt(uint32());
              return Number((word % (BigInt(high) - BigInt(low))) + BigInt(low));
            };
      return fill(new Float64Array(checkSize(size)), next);
    },
    randperm: (n) => {
      if (checkSize(n) >= LARGE_PERMUTATION) {
        throw new Alt2imgError(
          "core/random-size",
          `randperm(${n}) is too large: PyTorch shuffles from ${LARGE_PERMUTATION} on in a way that isn't here. Ask for fewer.`,
        );
      }
      const order = Uint32Array.from({ length: n }, (_, i) => i);
      for (let i = 0; i < n - 1; i++) {
        const other = i + (uint32() % (n - i));
        const value = order[i]!;
        order[i] = order[other]!;
        order[other] = value;
      }
      return order;
    },
  };
}

function checkRange(low: number, high: number): void {
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high) return;
  throw new Alt2imgError(
    "core/randint-range",
    `The range of randint is [${low}, ${high}); both ends must be integers within ±2^53, the first less than the second.`,
  );
}

function withType<D extends keyof FloatArrays>(
  dtype: D | undefined,
  make: { [K in keyof FloatArrays]: () => FloatArrays[K] },
): FloatArrays[D] {
  const name = dtype ?? "float32";
  if (!Object.hasOwn(make, name)) {
    const choices = Object.keys(make).join(" or ");
    throw new Alt2imgError("core/random-dtype", `The dtype is ${JSON.stringify(name)}; it must be ${choices}.`);
  }
  return make[name]() as FloatArrays[D]; // without a dtype, D is "float32"
}
