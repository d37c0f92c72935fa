import type { ByteSource, RasterImage } from "@alt2img/core";

/** A picture: its pixels, or the bytes of a JPEG, PNG, WebP, AVIF, GIF or BMP file. */
export type ImageInput = RasterImage | ByteSource;

export const isRaster = (image: ImageInput): image is RasterImage =>
  typeof image === "object" && image !== null && "width" in image && "height" in image && "data" in image;
