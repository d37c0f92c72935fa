import type { Tensor } from "@alt2img/core";

/**
 * Latents as FLUX reads them: each square of 2 × 2 places is a token.
 *
 * @param latents `[1, channels, height, width]`, both sizes even
 * @returns `[1, height / 2 · width / 2, 4 · channels]`
 * @see `_pack_latents` of `FluxPipeline` in diffusers
 */
export function packed({ dims, data }: Tensor): Tensor {
  const tokens = new Float32Array(data.length);
  for (const [place, packedPlace] of places(dims)) tokens[packedPlace] = data[place]!;
  const [, channels, height, width] = dims as [number, number, number, number];
  return { dims: [1, (height * width) / 4, 4 * channels], data: tokens };
}

/** The way back. @param dims of the latents */
export function unpacked(tokens: Float32Array, dims: readonly number[]): Tensor {
  const data = new Float32Array(tokens.length);
  for (const [place, packedPlace] of places(dims)) data[place] = tokens[packedPlace]!;
  return { dims, data };
}

/** Pairs of places: in latents, and in tokens. */
function* places(dims: readonly number[]): Generator<readonly [number, number]> {
  const [, channels, height, width] = dims as [number, number, number, number];
  let place = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const token = (y >> 1) * (width / 2) + (x >> 1);
        yield [place++, token * 4 * channels + 4 * channel + 2 * (y & 1) + (x & 1)];
      }
    }
  }
}

/** Where each token is, for FLUX: 0, its row and its column, `[rows · columns, 3]`. */
export function placeIds(rows: number, columns: number): Tensor {
  const data = new Float32Array(3 * rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) data.set([0, row, column], 3 * (row * columns + column));
  }
  return { dims: [rows * columns, 3], data };
}
