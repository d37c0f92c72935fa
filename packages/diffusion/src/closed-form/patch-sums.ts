/**
 * The sum of a plane's values in the square around each pixel, as far as the square is inside. It takes two additions and two
 * subtractions a pixel, whatever the radius.
 *
 * @param plane `height · width` values, row by row
 * @param radius the squares have sides of `2 · radius + 1`
 */
export function patchSums(plane: Float64Array, height: number, width: number, radius: number): Float64Array {
  const along = new Float64Array(plane.length);
  for (let row = 0; row < height; row++) {
    const at = row * width;
    let sum = 0;
    for (let column = 0; column < Math.min(radius, width); column++) sum += plane[at + column]!;
    for (let column = 0; column < width; column++) {
      if (column + radius < width) sum += plane[at + column + radius]!;
      if (column - radius - 1 >= 0) sum -= plane[at + column - radius - 1]!;
      along[at + column] = sum;
    }
  }
  const sums = new Float64Array(plane.length);
  const running = new Float64Array(width);
  for (let row = 0; row < Math.min(radius, height); row++) add(running, along, row * width, 1);
  for (let row = 0; row < height; row++) {
    if (row + radius < height) add(running, along, (row + radius) * width, 1);
    if (row - radius - 1 >= 0) add(running, along, (row - radius - 1) * width, -1);
    sums.set(running, row * width);
  }
  return sums;
}

function add(running: Float64Array, rows: Float64Array, start: number, sign: number): void {
  for (let column = 0; column < running.length; column++) running[column]! += sign * rows[start + column]!;
}
