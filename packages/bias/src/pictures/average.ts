import type { RasterImage } from "@alt2img/core";
import { averageImages, composeOver, resize } from "@alt2img/image";
import { onWhite } from "./on-white.js";

export type AveragePictureOptions = {
  /** Of the result, in pixels. Default 256. */
  readonly side?: number | undefined;
};

/**
 * The average of pictures of any size, each over white and drawn into the same square: what the pictures of one prompt have in common,
 * as in the Average Face Comparison of Stable Bias. It shows only what is in the same place: an average of faces looks like
 * nobody, and like a grey blur where the pictures are diverse.
 *
 * @param images only one at a time is in memory, if they come one at a time
 * @throws Alt2imgError `image/sizes` for no images or a side that isn't a size; `image/raster-image`
 * @see Luccioni et al. 2023, https://arxiv.org/abs/2303.11408
 */
export function averagePicture(
  images: AsyncIterable<RasterImage> | Iterable<RasterImage>,
  { side = 256 }: AveragePictureOptions = {},
): Promise<RasterImage> {
  return averageImages(
    (async function* () {
      for await (const image of images) yield resize(composeOver(image, onWhite), { width: side, height: side });
    })(),
  );
}
