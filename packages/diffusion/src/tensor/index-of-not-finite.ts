/** The place of the first NaN or infinity, −1 if there is none. */
export function indexOfNotFinite(data: ArrayLike<number>): number {
  if (allFinite(data)) return -1;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}

/**
 * Whether there is no NaN and no infinity: 0 times each of them is NaN, and stays in a sum. Sets of images have millions of values,
 * and this goes through two numbers in the time that comparisons need for one.
 */
export function allFinite(data: ArrayLike<number>): boolean {
  // Four sums, so that none waits for the one before.
  let [a, b, c, d] = [0, 0, 0, 0];
  const fours = data.length - (data.length % 4);
  for (let i = 0; i < fours; i += 4) {
    a += 0 * data[i]!;
    b += 0 * data[i + 1]!;
    c += 0 * data[i + 2]!;
    d += 0 * data[i + 3]!;
  }
  for (let i = fours; i < data.length; i++) a += 0 * data[i]!;
  return a + b + c + d === 0;
}
