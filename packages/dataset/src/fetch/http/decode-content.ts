import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from "node:zlib";
import { FetchError } from "../fetch-error.js";
import { tooManyBytes } from "./too-many-bytes.js";

const decoders: Readonly<Record<string, (bytes: Uint8Array, options: ZlibOptions) => Uint8Array>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** Servers apply one, or by mistake two. Each one more could keep the thread busy for as long as `maxBytes` take. */
const MOST_CODINGS = 3;

/**
 * The bytes without the `Content-Encoding` that some servers apply though they were asked not to.
 *
 * @throws FetchError `dataset/fetch-coding`; `dataset/fetch-too-many-bytes` as soon as the result is longer than `maxBytes`
 */
export function decodeContent(
  url: URL,
  bytes: Uint8Array,
  header: string | readonly string[] | undefined,
  maxBytes: number,
): Uint8Array {
  const names = [header ?? []].flat().join(",").toLowerCase().split(",");
  const codings = names.map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
  if (codings.length > MOST_CODINGS) {
    throw new FetchError("dataset/fetch-coding", `${url.href} has ${codings.length} codings in Content-Encoding.`);
  }
  let decoded = bytes;
  for (const coding of codings.reverse()) {
    const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
    if (decode === undefined) {
      throw new FetchError("dataset/fetch-coding", `${url.href} has the unknown Content-Encoding “${coding}”.`);
    }
    try {
      decoded = decode(decoded, { maxOutputLength: maxBytes });
    } catch (cause) {
      if (cause instanceof RangeError) throw tooManyBytes(url, maxBytes);
      throw new FetchError("dataset/fetch-coding", `${url.href} isn't valid ${coding}.`, { cause, again: true });
    }
  }
  return decoded;
}
