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
  const places = packedPlaces(dims);
  for (let place = 0; place < data.length; place++) tokens[places[place]!] = data[place]!;
  const [, channels, height, width] = dims as [number, number, number, number];
  return { dims: [1, (height * width) / 4, 4 * channels], data: tokens };
}

/** The way back. @param dims of the latents */
export function unpacked(tokens: Float32Array, dims: readonly number[]): Tensor {
  const data = new Float32Array(tokens.length);
  const places = packedPlaces(dims);
  for (let place = 0; place < data.length; place++) data[place] = tokens[places[place]!]!;
  return { dims, data };
}

/** For each place in latents, the one in tokens. */
function packedPlaces(dims: readonly number[]): Uint32Array {
  const [, channels, height, width] = dims as [number, number, number, number];
  const places = new Uint32Array(channels * height * width);
  let place = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const token = (y >> 1) * (width / 2) + (x >> 1);
        places[place++] = token * 4 * channels + 4 * channel + 2 * (y & 1) + (x & 1);
      }
    }
  }
  return places;
}

/** Where each token is, for FLUX: 0, its row and its column, `[rows · columns, 3]`. */
export function placeIds(rows: number, columns: number): Tensor {
  const data = new Float32Array(3 * rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) data.set([0, row, column], 3 * (row * columns + column));
  }
  return { dims: [rows * columns, 3], data };
}
