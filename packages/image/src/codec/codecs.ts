import { codecLoader, type LendCodec } from "./codec.js";

export const jpegEncoder: LendCodec = /* @__PURE__ */ codecLoader(() => import("../../codecs/jpeg-encoder.js"));
export const webpDecoder: LendCodec = /* @__PURE__ */ codecLoader(() => import("../../codecs/webp-decoder.js"));
export const webpEncoder: LendCodec = /* @__PURE__ */ codecLoader(() => import("../../codecs/webp-encoder.js"));
export const avifDecoder: LendCodec = /* @__PURE__ */ codecLoader(() => import("../../codecs/avif-decoder.js"));
