import { Alt2imgError, type RasterImage } from "@alt2img/core";

/** Larger pictures are made smaller, so that noise on each pixel can be seen. */
const MOST = 128;

/**
 * The pixels of an `<img>` on white, at most 128 in height and width.
 *
 * @throws Alt2imgError `elements/picture` if it can't be loaded, or if its server doesn't allow pages of other origins to read it
 */
export async function readPicture(image: HTMLImageElement): Promise<RasterImage> {
  const where = image.currentSrc || image.src;
  // A picture with loading="lazy" that isn't shown would never be loaded.
  image.loading = "eager";
  await image.decode().catch((cause: unknown) => {
    throw new Alt2imgError("elements/picture", `The picture ${where} can't be loaded or read.`, { cause });
  });
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, MOST / Math.max(naturalWidth, naturalHeight));
  const [width, height] = [naturalWidth, naturalHeight].map((length) => Math.max(1, Math.round(scale * length))) as [
    number,
    number,
  ];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  try {
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } catch (cause) {
    const message = `The pixels of ${where} can't be read: its server has to allow it by Access-Control-Allow-Origin, and the img needs crossorigin="anonymous".`;
    throw new Alt2imgError("elements/picture", message, { cause });
  }
}
