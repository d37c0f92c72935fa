import { concatenate, formatCount } from "@alt2img/core";
import { isZlib, startsMember } from "../gzip/member.js";
import type { NodeZlib } from "../gzip/node-zlib.js";
import { lazily } from "../lazily.js";
import { mostDecoded, type WarcLimits } from "../warc/limits.js";
import type { Headers } from "../warc/record.js";
import { decodeZstd } from "../zstd/decode-zstd.js";
import type { BodyDecoder } from "./body-decoder.js";
import { decodeBrotli } from "./brotli.js";
import { ChunkedDecoder } from "./chunked.js";

/** Options of the functions that decode a body. */
export type BodyOptions = {
  zlib: NodeZlib | undefined;
  limits: WarcLimits;
  report: (code: string, message: string) => void;
};

/**
 * The codings of a body, the outermost first: they were applied in the order of the header fields, the transfer codings
 * last. A body is chunked only once, even if several lines say so (RFC 9112, §6.1): proxies repeat the line.
 */
export function codingsOf(headers: Headers): string[] {
  const codings = ["Content-Encoding", "Transfer-Encoding"].flatMap((name) =>
    headers.getAll(name).flatMap((value) => value.split(",")),
  );
  return codings
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding, i, all) => !IDENTITY.includes(coding) && (coding !== "chunked" || all.indexOf(coding) === i))
    .reverse();
}

const IDENTITY = ["", "identity", "none", "utf-8", "binary"];
const DECODED = ["chunked", "gzip", "deflate", "br", "zstd"];

/**
 * Undoes the codings of a body in memory. If the body isn't coded as it says, it returns the bytes as they are; if it is cut
 * off or broken, what comes before that. It reports both.
 */
export async function decodeBody(
  body: Uint8Array,
  codings: readonly string[],
  options: BodyOptions,
): Promise<Uint8Array> {
  let bytes = body;
  for (const coding of codings) {
    if (bytes.length === 0) return bytes;
    const native = decodeNatively(coding, bytes, options);
    if (native !== undefined) {
      bytes = native;
      continue;
    }
    const decoder = await decoderFor(coding, options);
    if (decoder !== undefined) bytes = decodePushed(coding, bytes, decoder, options);
    else if (coding === "br" || coding === "zstd") bytes = await decodeWhole(coding, bytes, options);
    else {
      reportUnknown(coding, options);
      return bytes;
    }
  }
  return bytes;
}

/** The same as `decodeBody`, piece by piece. Brotli and zstd are decoded as a whole, within `limits.blockBytes`. */
export async function* decodeBodyStream(
  body: AsyncIterable<Uint8Array>,
  codings: readonly string[],
  options: BodyOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  let stream = body;
  for (const coding of codings) {
    const decoder = await decoderFor(coding, options);
    if (decoder !== undefined) stream = decodePieces(coding, stream, decoder, options);
    else if (coding === "br" || coding === "zstd") stream = decodeGathered(coding, stream, options);
    else {
      reportUnknown(coding, options);
      break;
    }
  }
  yield* stream;
}

function reportUnknown(coding: string, { report }: BodyOptions): void {
  const message = `The coding “${coding.slice(0, 40)}” isn't one of ${DECODED.join(", ")}; the body is left as it is.`;
  report("crawl/unknown-encoding", message);
}

const inflating = lazily(() => import("./inflate-decoder.js"));

async function decoderFor(coding: string, { limits }: BodyOptions): Promise<BodyDecoder | undefined> {
  if (coding === "chunked") return new ChunkedDecoder();
  if (coding !== "deflate" && coding !== "gzip" && coding !== "x-gzip") return undefined;
  const { InflateDecoder } = await inflating();
  return new InflateDecoder(coding === "deflate" ? "deflate" : "gzip", limits);
}

/** The fast way, for bodies without faults; `undefined` for all others. */
function decodeNatively(coding: string, bytes: Uint8Array, { zlib, limits }: BodyOptions): Uint8Array | undefined {
  if (zlib === undefined) return undefined;
  const options = {
    maxOutputLength: mostDecoded(bytes.length, limits),
    chunkSize: Math.max(16 << 10, 4 * bytes.length),
  };
  try {
    if ((coding === "gzip" || coding === "x-gzip") && startsMember(bytes, 0))
      return plain(zlib.gunzipSync(bytes, options));
    if (coding === "deflate") return plain((isZlib(bytes) ? zlib.inflateSync : zlib.inflateRawSync)(bytes, options));
    return undefined;
  } catch {
    // The piecewise decoder finds out what is wrong, and what of the body can be read.
    return undefined;
  }
}

const plain = (buffer: Uint8Array): Uint8Array => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);

function decodePushed(coding: string, bytes: Uint8Array, decoder: BodyDecoder, options: BodyOptions): Uint8Array {
  const { blockBytes } = options.limits;
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const part of decoder.push(bytes)) {
    if (total + part.length > blockBytes) {
      reportTooLarge(options);
      parts.push(part.subarray(0, blockBytes - total));
      return concatenate(parts, blockBytes);
    }
    parts.push(part);
    total += part.length;
  }
  decoder.end();
  if (decoder.problem !== undefined) {
    reportProblem(coding, decoder.problem, decoder.empty, options);
    if (decoder.empty) return bytes;
  }
  return parts.length === 1 ? parts[0]! : concatenate(parts, total);
}

function reportTooLarge({ limits, report }: BodyOptions): void {
  const message = `The payload is longer than ${formatCount(limits.blockBytes, "byte")}, the most that is held in memory; the rest is left out.`;
  report("crawl/payload-too-large", message);
}

function reportProblem(coding: string, problem: string, empty: boolean, { report }: BodyOptions): void {
  const rest = empty ? "the bytes are left as they are" : "the rest is left out";
  report(
    coding === "chunked" ? "crawl/bad-chunking" : "crawl/bad-encoding",
    `The body isn't valid ${coding}: ${problem}; ${rest}.`,
  );
}

/** The pieces of a body with a coding undone. Until something is decoded, the input is kept, to be returned as it is. */
async function* decodePieces(
  coding: string,
  body: AsyncIterable<Uint8Array>,
  decoder: BodyDecoder,
  options: BodyOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  let kept: Uint8Array[] = [];
  for await (const piece of body) {
    if (decoder.empty) kept.push(piece);
    if (decoder.problem === undefined) yield* decoder.push(piece);
    if (!decoder.empty) kept = [];
    else if (decoder.problem !== undefined) {
      yield* kept;
      kept = [];
    }
  }
  decoder.end();
  yield* kept;
  if (decoder.problem !== undefined) reportProblem(coding, decoder.problem, decoder.empty, options);
}

async function* decodeGathered(
  coding: "br" | "zstd",
  body: AsyncIterable<Uint8Array>,
  options: BodyOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield await decodeWhole(coding, await gather(body, options), options);
}

async function gather(body: AsyncIterable<Uint8Array>, options: BodyOptions): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of body) {
    total += part.length;
    if (total > options.limits.blockBytes) {
      reportTooLarge(options);
      total -= part.length;
      break;
    }
    parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : concatenate(parts, total);
}

async function decodeWhole(coding: "br" | "zstd", bytes: Uint8Array, options: BodyOptions): Promise<Uint8Array> {
  const limit = mostDecoded(bytes.length, options.limits);
  try {
    return coding === "br"
      ? await decodeBrotli(bytes, { limit, zlib: options.zlib })
      : await decodeZstd(bytes, { limit, zlib: options.zlib });
  } catch (error) {
    reportProblem(coding, error instanceof Error ? error.message : String(error), true, options);
    return bytes;
  }
}
