import { createHash } from "node:crypto";
import type { RasterImage } from "@alt2img/core";
import {
  composeOver,
  decodeImageWithInfo,
  encodeJpeg,
  encodePng,
  encodeWebp,
  type ImageFormat,
  type ImageInfo,
  orient,
  pHash,
  readImageInfo,
  verifyImage,
} from "@alt2img/image";
import type { PictureSettings, ResizeSettings } from "./picture-settings.js";
import { checkPixels, resizeAs } from "./resize-as.js";

/** What a fetched file is, and what is to be stored. */
export type ReadPicture = {
  /** Of what is stored. */
  format: ImageFormat;
  /** In pixels, upright, before any resizing. */
  originalWidth: number;
  originalHeight: number;
  /** Of what is stored, upright. */
  width: number;
  height: number;
  /** EXIF's, of the original; left out for 1. What is stored in another size is upright. */
  orientation?: number;
  /** Of the fetched bytes, in lower-case hexadecimal. */
  sha256: string;
  /** Of the upright original: 64 bits in hexadecimal. */
  phash?: string;
  /** The fetched bytes themselves, if nothing is resized. */
  bytes: Uint8Array<ArrayBuffer>;
};

/**
 * @throws Alt2imgError `image/unknown-format`, `image/truncated`, `image/broken`, `image/unsupported`, `image/too-large`
 */
export async function readPicture(bytes: Uint8Array<ArrayBuffer>, settings: PictureSettings): Promise<ReadPicture> {
  const { maxPixels, phash, resize } = settings;
  const { info, upright } = await (phash || resize !== undefined ? decode : verify)(bytes, settings);
  const isTurned = info.orientation >= 5;
  const originalWidth = isTurned ? info.height : info.width;
  const originalHeight = isTurned ? info.width : info.height;
  const resized = upright !== undefined && resize !== undefined ? resizeAs(upright, resize, maxPixels) : undefined;
  return {
    ...{
      originalWidth,
      originalHeight,
      width: resized?.width ?? originalWidth,
      height: resized?.height ?? originalHeight,
    },
    format: resize === undefined || resized === undefined ? info.format : (resize.format ?? "jpeg"),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: resize === undefined || resized === undefined ? bytes : await encode(resized, resize),
    ...(info.orientation === 1 ? {} : { orientation: info.orientation }),
    ...(phash && upright !== undefined ? { phash: pHash(upright) } : {}),
  };
}

type Opened = { info: ImageInfo; upright?: RasterImage };

async function decode(bytes: Uint8Array, { maxPixels }: PictureSettings): Promise<Opened> {
  const { info, image } = await decodeImageWithInfo(bytes, { maxPixels, maxBytes: Number.POSITIVE_INFINITY });
  return { info, upright: orient(image, info.orientation) };
}

async function verify(bytes: Uint8Array, { maxPixels, check }: PictureSettings): Promise<Opened> {
  if (check === "pixels") return { info: await verifyImage(bytes, { maxPixels, maxBytes: Number.POSITIVE_INFINITY }) };
  const info = readImageInfo(bytes);
  checkPixels(info, maxPixels, "is");
  return { info };
}

async function encode(
  image: RasterImage,
  { format = "jpeg", quality = 95 }: Readonly<ResizeSettings>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === "png") return encodePng(image);
  return format === "webp"
    ? encodeWebp(image, { quality })
    : encodeJpeg(composeOver(image, [255, 255, 255]), { quality });
}
