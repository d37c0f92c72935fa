const STATE_SIZE = 624;
const MIDDLE = 397;

/**
 * The Mersenne Twister MT19937. Each call of the result gives the next 32 bits, an integer in [0, 2³²).
 *
 * @param seed an integer in [0, 2³²)
 * @see Matsumoto and Nishimura 1998, https://doi.org/10.1145/272991.272995
 * @see PyTorch, aten/src/ATen/core/MT19937RNGEngine.h
 */
export function createMersenneTwister(seed: number): () => number {
  const state = new Uint32Array(STATE_SIZE);
  state[0] = seed;
  for (let i = 1; i < STATE_SIZE; i++) {
    const previous = state[i - 1]!;
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
  let index = STATE_SIZE;
  return () => {
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
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < STATE_SIZE; i++) {
    // Comparisons, since a division takes longer than all the rest.
    const next = i + 1 < STATE_SIZE ? i + 1 : 0;
    const middle = i + MIDDLE < STATE_SIZE ? i + MIDDLE : i + MIDDLE - STATE_SIZE;
    const y = (state[i]! & 0x80000000) | (state[next]! & 0x7fffffff);
    state[i] = state[middle]! ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
  }
}
