import { Alt2imgError } from "../error.js";

const INT64_MIN = -0x8000000000000000n;
const UINT64_MAX = 0xffffffffffffffffn;

/**
 * The seed, if PyTorch takes it.
 *
 * @throws Alt2imgError `core/seed` if it isn't an integer in [-2⁶³, 2⁶⁴)
 */
export function checkSeed(seed: number | bigint): bigint {
  const value = typeof seed === "bigint" || Number.isSafeInteger(seed) ? BigInt(seed) : undefined;
  if (value === undefined || value < INT64_MIN || value > UINT64_MAX) {
    throw new Alt2imgError(
      "core/seed",
      `The seed is ${typeof seed === "string" ? JSON.stringify(seed) : seed}; it must be an integer from -2^63 to 2^64 - 1, beyond ±2^53 as a bigint.`,
    );
  }
  return value;
}
