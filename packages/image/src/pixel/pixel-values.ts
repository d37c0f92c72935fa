import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage } from "../check-image.js";

export type PixelValuesOptions = {
  /** The means of red, green and blue, on a scale of 0 to 1: `image_mean` of a preprocessor's configuration. */
  mean: readonly [number, number, number];
  /** The standard deviations of red, green and blue, on a scale of 0 to 1, not 0: `image_std`. */
  std: readonly [number, number, number];
  /** The factor that bytes are multiplied by first: `rescale_factor`. Default 1/255. */
  scale?: number;
};

/** A vision model's input: `[3, height, width]`, row-major, the red plane first. */
export type PixelValues = { readonly data: Float32Array; readonly dims: readonly [3, number, number] };

/**
 * The colours as a vision model expects them: `(byte * scale - mean) / std`, each step rounded to 32 bits as NumPy does in
 * transformers' image processors, so that the numbers are theirs to the last bit. Alpha is ignored.
 *
 * @throws Alt2imgError `image/raster-image`; `image/normalize` for a mean or standard deviation that isn't three finite
 *   numbers, or a standard deviation of 0
 */
export function toPixelValues(image: RasterImage, { mean, std, scale = 1 / 255 }: PixelValuesOptions): PixelValues {
  checkImage(image);
  if (mean.length !== 3 || std.length !== 3 || ![...mean, ...std, scale].every(Number.isFinite) || std.includes(0)) {
    throw new Alt2imgError(
      "image/normalize",
      `The mean and the standard deviation are three finite numbers each, the latter not 0; got ${mean} and ${std}.`,
    );
  }
  const { width, height, data: bytes } = image;
  const length = width * height;
  const data = new Float32Array(3 * length);
  const [red, green, blue] = [0, 1, 2].map((channel) => valueOfByte(mean[channel]!, std[channel]!, scale)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let i = 0, at = 0; i < length; i++, at += 4) {
    data[i] = red[bytes[at]!]!;
    data[length + i] = green[bytes[at + 1]!]!;
    data[2 * length + i] = blue[bytes[at + 2]!]!;
  }
  return { data, dims: [3, height, width] };
}

function valueOfByte(mean: number, std: number, scale: number): Float32Array {
  const values = new Float32Array(256);
  const [mean32, std32] = [Math.fround(mean), Math.fround(std)];
  // The array rounds the quotient.
  for (let byte = 0; byte < 256; byte++) values[byte] = Math.fround(Math.fround(byte * scale) - mean32) / std32;
  return values;
}
