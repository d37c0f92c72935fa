/**
 * How much longer the ways of points are than straight lines between their ends: 1 if they are straight.
 *
 * @param positions where all points are at each time: x, y, x, y, …
 */
export function pathRatio(positions: readonly Float32Array[]): number {
  const [first, last] = [positions[0], positions.at(-1)];
  if (first === undefined || last === undefined) return 1;
  const far = (one: Float32Array, other: Float32Array, i: number): number =>
    Math.hypot(other[i]! - one[i]!, other[i + 1]! - one[i + 1]!);
  let [along, direct] = [0, 0];
  for (let i = 0; i < first.length; i += 2) {
    direct += far(first, last, i);
    for (let step = 1; step < positions.length; step++) along += far(positions[step - 1]!, positions[step]!, i);
  }
  return direct === 0 ? 1 : along / direct;
}
