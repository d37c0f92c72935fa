import { Alt2imgError } from "./error.js";

const STATE_SIZE = 624;
const MIDDLE = 397;

/** A stream of pseudo-random numbers. Each call returns the next one. */
export type Random = {
  /** The next 32 bits, an integer in [0, 2³²). */
  uint32(): number;
  /** The next `torch.rand` float: a multiple of 2⁻²⁴ in [0, 1), from one `uint32`. */
  uniform(): number;
};

/**
 * The Mersenne Twister MT19937, seeded as PyTorch seeds its CPU generator: the numbers of
 * `torch.manual_seed(seed)` on any machine.
 *
 * @param seed an integer in [0, 2³²)
 * @throws Alt2imgError `core/seed` for any other seed
 * @see Matsumoto and Nishimura 1998, https://doi.org/10.1145/272991.272995
 * @see PyTorch, aten/src/ATen/core/MT19937RNGEngine.h
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new Alt2imgError("core/seed", `The seed is ${seed}; it must be an integer from 0 to 4294967295.`);
  }
  const state = new Uint32Array(STATE_SIZE);
  state[0] = seed;
  for (let i = 1; i < STATE_SIZE; i++) {
    const previous = state[i - 1]!;
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
  let index = STATE_SIZE;

  const uint32 = (): number => {
    if (index === STATE_SIZE) {
      twist(state);
      index = 0;
    }
    let y = state[index++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  };
  return { uint32, uniform: () => (uint32() & 0xffffff) / 2 ** 24 };
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < STATE_SIZE; i++) {
    const y = (state[i]! & 0x80000000) | (state[(i + 1) % STATE_SIZE]! & 0x7fffffff);
    state[i] = state[(i + MIDDLE) % STATE_SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
