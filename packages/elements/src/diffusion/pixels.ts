import type { RasterImage, Tensor } from "@alt2img/core";
import { type Level, noiseScale, signalScale } from "@alt2img/diffusion";

/** A sample with values from −1 to 1 as a picture. Dims `[channels, height, width]`; of more than 3 channels, the first 3 are shown. */
export function toPicture({ dims, data }: Tensor, contrast = 1): RasterImage {
  const [height, width] = dims.slice(-2) as [number, number];
  const area = width * height;
  const pixels = new Uint8ClampedArray(4 * area).fill(255);
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = 127.5 * (1 + contrast * data[c * area + i]!);
  }
  return { width, height, data: pixels };
}

/** Pictures of the same size as one sample of `[images, 3, height, width]` with values from −1 to 1. */
export function toTensor(pixels: Uint8ClampedArray, height: number, width: number): Tensor {
  const area = width * height;
  const count = pixels.length / (4 * area);
  const data = new Float32Array(3 * area * count);
  for (let image = 0; image < count; image++) {
    for (let c = 0; c < 3; c++) {
      for (let i = 0; i < area; i++) {
        data[(3 * image + c) * area + i] = pixels[4 * (image * area + i) + c]! / 127.5 - 1;
      }
    }
  }
  return { dims: [count, 3, height, width], data };
}

/** A noisy sample as one sees it: brought to the spread of a picture, whatever the form. Noise alone would be too bright. */
export function noisyPicture(x: Tensor, level: Level): RasterImage {
  const spread = Math.hypot(signalScale(level), noiseScale(level));
  const noiseShare = (noiseScale(level) / spread) ** 2;
  return toPicture(x, (1 - 0.4 * noiseShare) / spread);
}

/** Noise of standard deviation 1 as one sees it. */
export const noisePicture = (noise: Tensor): RasterImage => toPicture(noise, 0.5);

/** What a denoiser takes for noise in a sample. */
export function noiseIn(x: Tensor, denoised: Tensor, level: Level): Tensor {
  const [alpha, sigma] = [signalScale(level), noiseScale(level)];
  return { dims: x.dims, data: x.data.map((value, i) => (value - alpha * denoised.data[i]!) / sigma) };
}
