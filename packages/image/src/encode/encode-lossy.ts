import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { checkImage } from "../check-image.js";
import type { LendCodec } from "../codec/codec.js";
import { jpegEncoder, webpEncoder } from "../codec/codecs.js";

export type EncodeOptions = {
  /** 0 (smallest file) to 100 (best picture); default 75. */
  quality?: number;
};

export type EncodeWebpOptions = EncodeOptions & {
  /** Keep every pixel, including the colours of transparent ones. `quality` is then the compression effort. Default false. */
  lossless?: boolean;
};

/** mozjpeg's settings: YCbCr, progressive, chroma halved, no trellis quantisation. */
const jpegSettings = {
  baseline: false,
  arithmetic: false,
  progressive: true,
  optimize_coding: true,
  smoothing: 0,
  color_space: 3,
  quant_table: 3,
  trellis_multipass: false,
  trellis_opt_zero: false,
  trellis_opt_table: false,
  trellis_loops: 1,
  auto_subsample: true,
  chroma_subsample: 2,
  separate_chroma_quality: false,
};

/** libwebp's settings: its own defaults. */
const webpSettings = {
  target_size: 0,
  target_PSNR: 0,
  method: 4,
  sns_strength: 50,
  filter_strength: 60,
  filter_sharpness: 0,
  filter_type: 1,
  partitions: 0,
  segments: 4,
  pass: 1,
  show_compressed: 0,
  preprocessing: 0,
  autofilter: 0,
  partition_limit: 0,
  alpha_compression: 1,
  alpha_filtering: 1,
  alpha_quality: 100,
  image_hint: 0,
  emulate_jpeg_size: 0,
  thread_level: 0,
  low_memory: 0,
  near_lossless: 100,
  use_delta_palette: 0,
  use_sharp_yuv: 0,
};

/**
 * A progressive JPEG by mozjpeg. Alpha is dropped, as by `dropAlpha`: if you don't want that, use `composeOver` first.
 *
 * @throws Alt2imgError `image/raster-image`; `image/encode` when a side is longer than 65,500 pixels or the quality isn't
 *   a number from 0 to 100
 */
export async function encodeJpeg(
  image: RasterImage,
  { quality = 75 }: EncodeOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  checkInput(image, quality, "JPEG", 65_500);
  return await run("JPEG", jpegEncoder, image, { ...jpegSettings, quality, chroma_quality: quality });
}

/**
 * A WebP file by libwebp, alpha included.
 *
 * @throws Alt2imgError `image/raster-image`; `image/encode` when a side is longer than 16,383 pixels or the quality isn't
 *   a number from 0 to 100
 */
export async function encodeWebp(
  image: RasterImage,
  { quality = 75, lossless = false }: EncodeWebpOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  checkInput(image, quality, "WebP", 16_383);
  return await run("WebP", webpEncoder, image, {
    ...webpSettings,
    quality,
    lossless: Number(lossless),
    exact: Number(lossless),
  });
}

function checkInput(image: RasterImage, quality: number, format: string, longest: number): void {
  checkImage(image);
  if (!(quality >= 0 && quality <= 100)) {
    throw new Alt2imgError("image/encode", `The quality is a number from 0 to 100; got ${quality}.`);
  }
  if (Math.max(image.width, image.height) > longest) {
    throw new Alt2imgError(
      "image/encode",
      `The image is ${image.width} × ${image.height}; a side of a ${format} has at most ${longest} pixels. Resize it first.`,
    );
  }
}

async function run(
  format: string,
  lend: LendCodec,
  { width, height, data }: RasterImage,
  settings: object,
): Promise<Uint8Array<ArrayBuffer>> {
  let encoded: Uint8Array | null | undefined;
  try {
    encoded = await lend(Number.POSITIVE_INFINITY, ({ module }) => module.encode?.(data, width, height, settings));
  } catch (error) {
    if (error instanceof Alt2imgError) throw error;
    throw new Alt2imgError("image/encode", `The ${format} encoder failed on an image of ${width} × ${height}.`, {
      cause: error,
    });
  }
  if (!encoded)
    throw new Alt2imgError(
      "image/encode",
      `The ${format} encoder returned nothing for an image of ${width} × ${height}.`,
    );
  return Uint8Array.from(encoded);
}
