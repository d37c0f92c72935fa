/** The place of the first NaN or infinity, −1 if there is none. A plain loop: sets of images have millions of values. */
export function indexOfNotFinite(data: ArrayLike<number>): number {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}
