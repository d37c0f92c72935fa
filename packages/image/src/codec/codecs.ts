import { type CodecFile, codecLoader, type LendCodec } from "./codec.js";
import { decoderWasm } from "./decoder-wasm.js";

export const jpegEncoder: LendCodec = /* @__PURE__ */ codecLoader(() =>
  codecFile(
    import("../../codecs/jpeg-encoder.js"),
    import("../../codecs/jpeg-encoder-wasm.js").then(({ wasm }) => wasm),
  ),
);
export const webpEncoder: LendCodec = /* @__PURE__ */ codecLoader(() =>
  codecFile(
    import("../../codecs/webp-encoder.js"),
    import("../../codecs/webp-encoder-wasm.js").then(({ wasm }) => wasm),
  ),
);
export const webpDecoder: LendCodec = /* @__PURE__ */ codecLoader(() =>
  codecFile(import("../../codecs/webp-decoder.js"), decoderWasm.webp()),
);
export const avifDecoder: LendCodec = /* @__PURE__ */ codecLoader(() =>
  codecFile(import("../../codecs/avif-decoder.js"), decoderWasm.avif()),
);

async function codecFile(glue: Promise<Pick<CodecFile, "default">>, wasm: Promise<string>): Promise<CodecFile> {
  const [{ default: factory }, code] = await Promise.all([glue, wasm]);
  return { default: factory, wasm: code };
}
