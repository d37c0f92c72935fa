import { codecLoader } from "./codec.js";

/** mozjpeg's decoder: libjpeg-turbo's, with the same slow integer DCT and smooth upsampling as Pillow's. */
export const jpegDecoder = codecLoader(() => import("../../codecs/jpeg-decoder.js"));
export const jpegEncoder = codecLoader(() => import("../../codecs/jpeg-encoder.js"));
export const webpDecoder = codecLoader(() => import("../../codecs/webp-decoder.js"));
export const webpEncoder = codecLoader(() => import("../../codecs/webp-encoder.js"));
export const avifDecoder = codecLoader(() => import("../../codecs/avif-decoder.js"));
