/** High 32 bits of the product of two 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  return a1 * b1 + (middle >>> 16) + ((a0 * b1 + (middle & 0xffff)) >>> 16);
}

/** Four 32-bit words, the lowest first. */
export type Words4 = [number, number, number, number];

/**
 * Philox 4x32-10: four random words for each counter, an integer of 128 bits, under a key of 64 bits.
 *
 * @see Salmon, Moraes, Dror and Shaw 2011, https://doi.org/10.1145/2063384.2063405
 */
export function philox4x32([c0, c1, c2, c3]: Words4, [k0, k1]: [number, number]): Words4 {
  for (let round = 0; round < 10; round++) {
    const [low0, high0] = [Math.imul(0xd2511f53, c0), multiplyHigh(0xd2511f53, c0)];
    const [low1, high1] = [Math.imul(0xcd9e8d57, c2), multiplyHigh(0xcd9e8d57, c2)];
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1 >>> 0, (high0 ^ c3 ^ k1) >>> 0, low0 >>> 0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}
