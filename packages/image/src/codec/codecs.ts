import { codecLoader, type LendCodec } from "./codec.js";

/** mozjpeg's decoder: libjpeg-turbo's, with the same slow integer DCT and smooth upsampling as Pillow's. */
export const jpegDecoder: LendCodec = codecLoader(() => import("../../codecs/jpeg-decoder.js"));
export const jpegEncoder: LendCodec = codecLoader(() => import("../../codecs/jpeg-encoder.js"));
export const webpDecoder: LendCodec = codecLoader(() => import("../../codecs/webp-decoder.js"));
export const webpEncoder: LendCodec = codecLoader(() => import("../../codecs/webp-encoder.js"));
export const avifDecoder: LendCodec = codecLoader(() => import("../../codecs/avif-decoder.js"));
