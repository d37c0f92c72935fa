import type { Tensor } from "@alt2img/core";

/**
 * The drawing with the least root mean square difference, as a share of the range from black to white.
 *
 * @param sample values from −1 to 1
 * @param all drawings of the same size: `[drawings, …]`
 */
export function nearestDrawing({ data }: Tensor, all: Tensor): { drawing: number; difference: number } {
  let best = { drawing: 0, squares: Number.POSITIVE_INFINITY };
  for (let drawing = 0; drawing < all.dims[0]!; drawing++) {
    let squares = 0;
    for (let i = 0; i < data.length; i++) squares += (data[i]! - all.data[drawing * data.length + i]!) ** 2;
    if (squares < best.squares) best = { drawing, squares };
  }
  return { drawing: best.drawing, difference: Math.sqrt(best.squares / data.length) / 2 };
}
