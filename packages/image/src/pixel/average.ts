import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage } from "../check-image.js";

/**
 * The average of images of the same size: each channel's mean, with halves rounded up. It shows what many pictures
 * of one caption have in common.
 *
 * @param images only one at a time is in memory, if they come one at a time
 * @throws Alt2imgError `image/sizes` when they differ in size or there are none
 */
export async function averageImages(images: AsyncIterable<RasterImage> | Iterable<RasterImage>): Promise<RasterImage> {
  let sums: Float64Array | undefined;
  let width = 0;
  let height = 0;
  let count = 0;
  for await (const image of images) {
    checkImage(image);
    if (sums === undefined) {
      ({ width, height } = image);
      sums = new Float64Array(image.data.length);
    } else if (image.width !== width || image.height !== height) {
      throw new Alt2imgError(
        "image/sizes",
        `Image ${count} is ${image.width} × ${image.height}, those before it ${width} × ${height}. Resize them to the same size first.`,
      );
    }
    const { data } = image;
    for (let i = 0; i < data.length; i++) sums[i]! += data[i]!;
    count++;
  }
  if (sums === undefined) throw new Alt2imgError("image/sizes", "An average needs at least one image; got none.");
  const total = count;
  return { width, height, data: Uint8ClampedArray.from(sums, (sum) => Math.floor(sum / total + 0.5)) };
}
