import { createMersenneTwister } from "./mersenne-twister.js";
import { checkSeed } from "./seed.js";

/** A stream of pseudo-random numbers. Each call returns the next one. */
export type Random = {
  /** The next 32 bits, an integer in [0, 2³²). */
  uint32(): number;
  /** The next `torch.rand` float: a multiple of 2⁻²⁴ in [0, 1), from one `uint32`. */
  uniform(): number;
};

/**
 * The Mersenne Twister MT19937, seeded as PyTorch seeds its CPU generator: the numbers of
 * `torch.manual_seed(seed)` on any machine. `createGenerator` of `@alt2img/core/random` has PyTorch's distributions, too.
 *
 * @param seed an integer in [-2⁶³, 2⁶⁴); PyTorch uses its low 32 bits
 * @throws Alt2imgError `core/seed` for any other seed
 */
export function createRandom(seed: number | bigint): Random {
  const uint32 = createMersenneTwister(Number(BigInt.asUintN(32, checkSeed(seed))));
  return { uint32, uniform: () => (uint32() & 0xffffff) / 2 ** 24 };
}
