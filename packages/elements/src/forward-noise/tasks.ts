import type { RasterImage } from "@alt2img/core";

export type ForwardNoiseTasks = {
  /**
   * A picture with noise of a level, as one sees it.
   *
   * @param sigma of the noise, in units of the picture; infinite if nothing is left of it
   * @param seed of the noise
   */
  noise(picture: RasterImage, sigma: number, seed: number): RasterImage;
};
