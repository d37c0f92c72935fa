/**
 * The mean distance of points from the nearest point of the data.
 *
 * @param points and data as x, y, x, y, …
 */
export function distanceToData(points: Float32Array, data: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) {
    let nearest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < data.length; j += 2) {
      nearest = Math.min(nearest, Math.hypot(points[i]! - data[j]!, points[i + 1]! - data[j + 1]!));
    }
    sum += nearest;
  }
  return sum / (points.length / 2);
}

/** The mean length of the straight way between two positions of each point. */
export function meanStep(from: Float32Array, to: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < from.length; i += 2) sum += Math.hypot(to[i]! - from[i]!, to[i + 1]! - from[i + 1]!);
  return sum / (from.length / 2);
}
