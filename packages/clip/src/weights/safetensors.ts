import { Alt2imgError, asObject, formatNumber, type Json, type RandomAccessBytes, type Tensor } from "@alt2img/core";
import { clipError } from "../clip-error.js";

/** Tensors of a safetensors file, read one by one. */
export type Safetensors = {
  has(name: string): boolean;
  /** @throws Alt2imgError `clip/bad-file`; what `slice` of the bytes throws */
  read(name: string, signal?: AbortSignal): Promise<Tensor>;
};

/** Enough for a million tensors: whatever claims more isn't a header. */
const MAX_HEADER_BYTES = 100 * 2 ** 20;

/**
 * Opens a safetensors file: only its header is read.
 *
 * @throws Alt2imgError `clip/bad-file`
 * @see https://github.com/huggingface/safetensors#format
 */
export async function openSafetensors(bytes: RandomAccessBytes, signal?: AbortSignal): Promise<Safetensors> {
  const name = bytes.name ?? "the weights";
  const broken = (what: string, cause?: unknown): Alt2imgError =>
    clipError("bad-file", `${name} isn't a safetensors file: ${what}. Get it again.`, cause);
  if (bytes.byteLength < 8) throw broken(`it has ${bytes.byteLength} bytes`);
  const length = Number(new DataView(await bytes.slice(0, 8, { signal })).getBigUint64(0, true));
  if (length > Math.min(MAX_HEADER_BYTES, bytes.byteLength - 8))
    throw broken(`its header would have ${formatNumber(length)} bytes`);
  const start = 8 + length;
  let header: Json | undefined;
  try {
    header = asObject(JSON.parse(new TextDecoder().decode(await bytes.slice(8, start, { signal }))));
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof Alt2imgError) throw cause;
    throw broken("its header isn't JSON", cause);
  }
  const entries = header ?? {};
  return {
    has: (tensor) => Object.hasOwn(entries, tensor),
    async read(tensor, readSignal) {
      const { dtype, shape, data_offsets } = asObject(entries[tensor]) ?? {};
      const [from, to] = Array.isArray(data_offsets) ? data_offsets : [];
      const decode = decoders[String(dtype)];
      const dims = Array.isArray(shape) ? shape.map(Number) : [];
      const size = dims.reduce((product, dim) => product * dim, 1);
      if (decode === undefined) throw broken(`“${tensor}” is ${dtype === undefined ? "missing" : `of type ${dtype}`}`);
      if (!(from >= 0 && to - from === size * decode.bytes && start + to <= bytes.byteLength)) {
        throw broken(`“${tensor}” has other bytes than its shape [${dims.join(", ")}] wants`);
      }
      return { dims, data: decode.read(await bytes.slice(start + from, start + to, { signal: readSignal })) };
    },
  };
}

type Decoder = { readonly bytes: number; read(buffer: ArrayBuffer): Float32Array };

const decoders: { readonly [dtype: string]: Decoder | undefined } = {
  F32: { bytes: 4, read: (buffer) => mapItems(buffer, 4, (view, at) => view.getFloat32(at, true)) },
  F16: { bytes: 2, read: (buffer) => mapItems(buffer, 2, (view, at) => fromHalf(view.getUint16(at, true))) },
  BF16: { bytes: 2, read: (buffer) => mapItems(buffer, 2, (view, at) => fromBfloat(view.getUint16(at, true))) },
};

function mapItems(buffer: ArrayBuffer, size: number, item: (view: DataView, at: number) => number): Float32Array {
  const view = new DataView(buffer);
  return Float32Array.from({ length: buffer.byteLength / size }, (_, i) => item(view, i * size));
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of a binary32. */
function fromBfloat(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
