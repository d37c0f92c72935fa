import type { Tensor } from "@alt2img/core";

/**
 * Enlarges each image of a stack.
 *
 * @param stack `[images, height, width]`
 * @returns `[images, size[0], size[1]]`; values may leave the range of the old ones a little
 * @see `torch.nn.functional.interpolate(mode="bicubic", align_corners=False)`
 */
export function upsampleBicubic(stack: Tensor, [toHeight, toWidth]: readonly [height: number, width: number]): Tensor {
  const [images, height, width] = stack.dims as [number, number, number];
  const wide = alongAxis(stack.data, { outer: images * height, length: width, inner: 1 }, toWidth);
  const data = alongAxis(wide, { outer: images, length: height, inner: toWidth }, toHeight);
  return { dims: [images, toHeight, toWidth], data };
}

/** The middle axis of `[outer, length, inner]` gets another length. */
function alongAxis(
  data: Float32Array,
  { outer, length, inner }: { outer: number; length: number; inner: number },
  newLength: number,
): Float32Array {
  if (newLength === length) return data;
  const result = new Float32Array(outer * newLength * inner);
  for (let i = 0; i < newLength; i++) {
    const point = ((i + 0.5) * length) / newLength - 0.5;
    const first = Math.floor(point) - 1;
    for (let place = first; place < first + 4; place++) {
      const weight = cubic(place - point);
      const inside = Math.min(Math.max(place, 0), length - 1);
      for (let block = 0; block < outer; block++) {
        const [to, from] = [(block * newLength + i) * inner, (block * length + inside) * inner];
        for (let k = 0; k < inner; k++) result[to + k]! += weight * data[from + k]!;
      }
    }
  }
  return result;
}

/** The cubic convolution kernel with a = −0.75: Keys 1981, https://doi.org/10.1109/TASSP.1981.1163711 */
function cubic(distance: number): number {
  const [x, a] = [Math.abs(distance), -0.75];
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}
